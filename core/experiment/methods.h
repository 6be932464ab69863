#pragma once

#include "core/data/feature_table.h"
#include "core/experiment/job_control.h"
#include "core/experiment/stage_cache.h"
#include "records/block_progress.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// What a run has beside its table where it trains the network itself (scenarios 2 and 3 of Sec. 3.4).
struct NetworkTables {
    const FeatureTable* before = nullptr; ///< features of the network before training; null: none. Row "plain_before"
    const FeatureTable* raw = nullptr;    ///< features as the head takes them; null: none. Row "network_head"
    torch::Tensor head{};                 ///< [C, D + 1] the head on `raw`, its bias in the last column
    double seconds = 0;                   ///< of the network's training
    /// Recur FT: [N + 1] training features [n, D] of block i's network, in the order of table.train; [0] is table.train
    /// itself. Empty: one network for all blocks. MetaModelNet's rows get a further one, "...+recur_ft".
    std::vector<torch::Tensor> of_block{};
};

/// Names of the stages that run_methods will report for these options, in order, each with the given prefix ("Seed 0 /
/// ").
std::vector<std::string> method_stages(const ExperimentOptions& options, const std::string& prefix);

/// Trains and tests all methods of options.classifier.methods on one split with one seed. Reports
/// StageStarted/Progress/Finished, LossPoint, Selection, MethodResult and Trajectories (of the MetaModelNet methods) as
/// they come; nothing is returned. Methods get the table as SelectionData: only a FinalTest holds the test part, and
/// what it measures goes to `report` alone. `logit_adjustment` is added wherever `meta_model_net` is asked.
/// @param seed RunOptions::seed + repeat; ExperimentOptions::seeds_of(repeat) gives what is drawn   @param threads of
/// the budget, for groups of models side by side   @param cache of what is trained   @param watch gets MetaModelNet's
/// blocks while they train
/// @throws Error, Stopped
void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                 const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                 const std::string& stage_prefix, const JobControl& control, const Report& report, StageCache& cache,
                 const NetworkTables& network = {}, const BlockReport& watch = {});
/// Without a cache.
inline void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                        const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                        const std::string& stage_prefix, const JobControl& control, const Report& report,
                        const NetworkTables& network = {}, const BlockReport& watch = {}) {
    StageCache off;
    run_methods(table, class_names, options, seed, threads, stage_prefix, control, report, off, network, watch);
}
/// The same without a test part: results hold the validation accuracy, their classes no test image.
/// @param network `of_block` alone is read
void validate_methods(const SelectionData& table, const std::vector<std::string>& class_names,
                      const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                      const std::string& stage_prefix, const JobControl& control, const Report& report,
                      StageCache& cache, const NetworkTables& network);

} // namespace whydah
