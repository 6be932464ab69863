#pragma once

#include "records/events.h"
#include "records/experiment_options.h"

#include <map>
#include <string>
#include <vector>

namespace whydah {

/// How long a run still takes, all of its seeds and stages: by what the same stages took for seeds that are done, in
/// this run or in earlier ones with the same options (seeds aside). Not known (-1) until there is such ground for every
/// stage to come: what has never been done is not guessed. Stages that came out of a cache tell nothing.
class TimeLeft {
public:
    void begin(const ExperimentOptions& options);
    void take(const Event& event);
    void end() { plan_.clear(); }
    double seconds() const; ///< of the run that goes on; -1: not known
    /// That a run which has not begun takes; -1: not known.
    double seconds_of(const ExperimentOptions& options) const;

private:
    struct Mean {
        double sum = 0;
        int count = 0;
        double value() const { return count > 0 ? sum / count : -1; }
    };
    /// Runs whose options differ in seeds alone.
    struct Known {
        ExperimentOptions options;
        std::map<std::string, Mean> stages; ///< by name without the seed; of the plan, with count 0 until one is done
    };
    Known* find(const ExperimentOptions& options);
    double expected(const std::string& stage) const; ///< of the run that goes on

    std::vector<Known> known_; ///< the newest last
    std::vector<std::string> plan_;
    std::size_t now_ = 0;                    ///< place in plan_ of the stage that runs
    double now_left_ = -1, now_elapsed_ = 0; ///< of it
    bool now_finished_ = false;
};

} // namespace whydah
