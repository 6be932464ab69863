#pragma once

#include "core/experiment/pause_clock.h"
#include "core/store/run_folder.h"
#include "core/store/run_lock.h"
#include "records/events.h"
#include "records/kept_samples.h"
#include "records/run_record.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// Stands between a run and its listener: keeps what is to be kept, writes the run folder as the run grows, passes all
/// on. What a finished step gave is on disk with the next event, unless writing would take more than a share of the
/// time: then at most two seconds later. Losses follow every few seconds.
class Recorder {
public:
    Recorder(const ExperimentOptions& options, const Report& listener);

    Report report(); ///< to be given to the stages; valid while this lives
    void log(LogLine::Level level, std::string text);
    RunRecord& record() { return record_; }
    const std::string& stage() const { return stage_; } ///< the one that began last
    /// Goes to samples.csv with the next writing, and not before an earlier run's files may go.
    void keep_samples(std::vector<KeptSample> samples, std::vector<std::string> class_names);
    /// Writes the run folder: what has grown, or all of it once the record's state says that the run is over. The files
    /// of an earlier run in it stay until this one has a result to put in their place: a wrong path must not cost
    /// yesterday's numbers. @throws Error (disk full, no permission, another run is being written there)
    void save();

private:
    void take(Event event);
    void keep(const Event& event);
    bool is_time_to_save() const;
    GrownParts grown() const;
    RunRecord record_;
    const Report& listener_;
    bool holds_earlier_run_ = false;
    std::string stage_;
    std::unique_ptr<RunLock> lock_; ///< of the folder
    struct Counts {
        std::size_t results = 0, trajectories = 0, losses = 0, stages = 0;
    } saved_counts_;
    std::vector<KeptSample> samples_; ///< until they are written
    std::vector<std::string> class_names_;
    bool new_dataset_ = false; ///< since the last writing
    using Clock = std::chrono::steady_clock;
    Clock::time_point started_ = Clock::now(), saved_{};
    double paused_before_ = paused_seconds(); ///< what a run takes is counted without its pauses
    Clock::duration save_cost_{};
};

} // namespace whydah
