#pragma once

#include "core/data/feature_table.h"
#include "core/experiment/job_control.h"
#include "core/experiment/stage_cache.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// Names of the stages that run_methods will report for these options, in order, each with the given prefix ("Seed 0 /
/// ").
std::vector<std::string> method_stages(const ExperimentOptions& options, const std::string& prefix);

/// Trains and tests all methods of options.classifier.methods on one split with one seed. Reports
/// StageStarted/Progress/Finished, LossPoint, Selection, MethodResult and Trajectories (of the MetaModelNet methods) as
/// they come; nothing is returned. Methods get the table as SelectionData: only a FinalTest holds the test part, and
/// what it measures goes to `report` alone. `logit_adjustment` is added wherever `meta_model_net` is asked.
/// @param seed RunOptions::seed + repeat; ExperimentOptions::seeds_of(repeat) gives what is drawn   @param threads of
/// the budget, for groups of models side by side   @param cache of what is trained
/// @throws Error, Stopped
void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                 const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                 const std::string& stage_prefix, const JobControl& control, const Report& report, StageCache& cache);
/// Without a cache.
inline void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                        const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                        const std::string& stage_prefix, const JobControl& control, const Report& report) {
    StageCache off;
    run_methods(table, class_names, options, seed, threads, stage_prefix, control, report, off);
}

} // namespace whydah
