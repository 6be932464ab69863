#pragma once

#include "core/classifier/class_images.h"
#include "core/evaluation/final_test.h"
#include "core/experiment/methods.h"
#include "core/experiment/stage_cache.h"
#include "core/experiment/stage_key.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace whydah {

/// What all methods of one seed share: features, counts, settings, and how to report.
struct MethodContext {
    const SelectionData& table; ///< no test part: nothing here can be chosen on it
    const FinalTest& final_test;
    const std::vector<std::string>& class_names;
    const ExperimentOptions& options;
    std::int64_t seed; ///< the repeat's name in results
    SeedSet seeds;     ///< what it draws with
    std::int64_t threads;
    std::string prefix; ///< of stage names
    StageCache& cache;
    const JobControl& control;
    const Report& report;
    const NetworkTables& network;
    ClassImages images;               ///< rows of table.train by class
    std::vector<std::int64_t> counts; ///< [C] training images
    StageKey features_key; ///< of table.train.x and of what computes; empty of them while the cache is off
    const BlockReport& watch; ///< MetaModelNet's training, for those who look on

    bool asks(const std::string& method) const;
    FitSettings shared_fit(double weight_decay) const;                   ///< optimiser and schedule of every classifier
    std::uint64_t seed_for(const std::string& use) const;                ///< of sampling
    std::uint64_t initialisation_seed_for(const std::string& use) const; ///< of weights before training
    bool recursive() const { return !network.of_block.empty(); } ///< Recur FT
    /// Tests the weights and reports the method's row. @param one images get a constant 1 appended (prior coordinate)
    void report_result(const std::string& method, const torch::Tensor& weights, bool one, double seconds) const;
    double validation_recall(const torch::Tensor& weights, bool one) const; ///< mean over classes; 0..1
};

/// A classifier with the hyper-parameter that was chosen for it on the validation part.
struct ChosenFit {
    std::string method;
    torch::Tensor weights; ///< [C, D]
    double weight_decay = 0;
    double own = 0; ///< of own_values
};

/// Which of equally good candidates is taken. `middle`: where they are steps along a scale, the first one would be its
/// end, for tau no adjustment at all as soon as the validation part is easy.
enum class OfEquals { first, middle };

/// Index of the best candidate on the validation part; reports a Selection if there was a choice.
/// @throws Error if there is a choice and no validation image
std::size_t choose(const MethodContext& context, const std::string& method, const std::string& option,
                   const std::vector<double>& candidates, const std::function<double(std::size_t)>& validation_recall,
                   OfEquals of_equals = OfEquals::first);

/// The chosen fit of each trained method, "logit_adjustment" among them: plain chosen by its validation accuracy with
/// the prior coordinate.
using BaseFits = std::map<std::string, ChosenFit>;
/// Everything that trains one classifier or changes a trained one. Reports the rows; @return what MetaModelNet builds on
BaseFits run_baselines(const MethodContext& context);

/// Plain alone, as a row of another name: stage method_label(method).
void run_plain_as(const MethodContext& context, const std::string& method);

/// "meta_model_net", or "meta_model_net+balanced_softmax" on another base method than plain.
std::string recommended_name(const std::string& base_method);
std::string episodes_stage(const std::string& base_method);
/// What the names of methods get that learn each block on its own network's features (Recur FT).
inline constexpr const char* recursive_suffix = "+recur_ft";
std::string pseudo_stage(const std::string& base_method);

/// meta_model_net_literal. @param recursive on each block's own network's features
void run_literal(const MethodContext& context, const ChosenFit& base, bool recursive);

} // namespace whydah
