#pragma once

#include "records/events.h"
#include "records/run_record.h"

#include <chrono>
#include <filesystem>

namespace whydah {

/// Stands between a run and its listener: keeps what is to be kept, writes the run folder as the run grows, passes all
/// on.
class Recorder {
public:
    Recorder(const ExperimentOptions& options, const Report& listener);

    Report report(); ///< to be given to the stages; valid while this lives
    void log(LogLine::Level level, std::string text);
    RunRecord& record() { return record_; }
    const std::string& stage() const { return stage_; } ///< the one that began last
    /// Writes the run folder. The files of an earlier run in it stay until this one has a result to put in their place:
    /// a wrong path must not cost yesterday's numbers. @throws Error (disk full, no permission)
    void save();

private:
    void take(Event event);
    void keep(const Event& event);
    RunRecord record_;
    const Report& listener_;
    bool holds_earlier_run_ = false;
    std::string stage_;
    std::size_t predictions_written_ = 0; ///< results whose predictions are on disk
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now(), saved_{};
};

} // namespace whydah
