#pragma once

#include "records/accuracy_report.h"
#include "records/dataset_summary.h"
#include "records/trajectories.h"

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace whydah {

/// A stage of the run begins. Stages are numbered from 0 in the order of the plan and known by their path of names.
struct StageStarted {
    std::string stage;      ///< "Features", "Seed 0 / Base classifiers", "Seed 0 / MetaModelNet / block 4"
    std::string unit;       ///< "images", "steps", "models"
    std::int64_t total = 0; ///< 0: not known
};
/// How far the stage is. Only the newest of these reaches a screen.
struct StageProgress {
    std::string stage;
    std::int64_t done = 0, total = 0;
    double per_second = 0;
    double seconds_left = -1; ///< of this stage; -1: not known yet
};
struct StageFinished {
    std::string stage;
    double seconds = 0;
    std::string note; ///< "from cache", "" ...
};
/// Losses of Eqn (1) at one iteration, both terms apart. Smoothing is the screen's affair.
struct LossPoint {
    std::string method;
    std::int64_t seed = 0, block = 0, step = 0; ///< block i in training; step counts over all blocks from 0
    double regression =
        0;           ///< |F(theta) - theta_star|^2 per coordinate in units of mean |theta_star|^2; NaN without rows
    double task = 0; ///< cross-entropy, before lambda
};
/// A hyper-parameter was chosen on the validation part.
struct Selection {
    std::string method, option;
    std::int64_t seed = 0;
    std::string chosen;
    std::vector<std::string> candidates;
    std::vector<double> validation_accuracy; ///< of each candidate, mean recall 0..1
};
struct LogLine {
    enum class Level { info, warning, error } level = Level::info;
    std::string text;
};
/// The run's total plan: names of all stages to come, known when the run starts.
struct RunPlan {
    std::vector<std::string> stages;
};

using Event = std::variant<RunPlan, StageStarted, StageProgress, StageFinished, LossPoint, Selection, LogLine,
                           DatasetSummary, MethodResult, Trajectories>;
/// Called on the job's thread; must return quickly and must not throw.
using Report = std::function<void(Event)>;

} // namespace whydah
