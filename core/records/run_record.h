#pragma once

#include "records/accuracy_report.h"
#include "records/comparison.h"
#include "records/dataset_summary.h"
#include "records/events.h"
#include "records/experiment_options.h"
#include "records/method_metrics.h"
#include "records/protocol_card.h"
#include "records/trajectories.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// Where a run stands. "completed" only if everything that was asked is there; "interrupted" if its program ended
/// without a word: it crashed, was killed, or the machine went down.
enum class RunState { running, completed, stopped, failed, interrupted };
const char* run_state_name(RunState state);

/// Everything that is kept of a run and that a screen or a file shows.
struct RunRecord {
    ExperimentOptions options;
    RunState state = RunState::running;
    DatasetSummary dataset; ///< of the first seed; image references only while the program runs
    std::vector<MethodResult> results;
    std::vector<Selection> selections;
    std::vector<Trajectories> trajectories; ///< first seed of each MetaModelNet method, and that of the others if asked
    std::vector<LossPoint> losses;
    std::vector<MethodMetrics> metrics;    ///< of each result, in their order; when the run ends
    std::vector<ConfusionCount> confusion; ///< of each method; when the run ends
    std::vector<Comparison> comparisons;   ///< against plain, and MetaModelNet against each; when the run ends
    ProtocolCard protocol;
    std::vector<LogLine> log;
    RunPlan plan;                      ///< stages that were to come
    std::vector<StageFinished> stages; ///< those that were finished, in the order of finishing
    std::int64_t started = 0;          ///< seconds since 1970; 0: not known (runs of older versions)
    double seconds = 0;
    std::int64_t peak_memory = 0; ///< bytes, resident
    std::string device;           ///< "cpu", "cuda:0"
    std::int64_t threads = 0;
};

} // namespace whydah
