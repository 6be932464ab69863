#pragma once

#include "core/experiment/method_context.h"
#include "core/experiment/stage_reporter.h"
#include "core/meta/episode_bank.h"
#include "core/meta/hallucination.h"
#include "core/meta/meta_model_net.h"
#include "core/meta/pseudo_classes.h"
#include "core/meta/training_watch.h"
#include "core/meta/weight_chains.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// One way of training a MetaModelNet and applying it: where its pairs come from and which rows it changes.
struct MetaVariant {
    std::string method;
    MetaPairs pairs;
    StageKey pairs_key; ///< of all that the pairs are drawn from
    EntryRule rule;
    NetShape shape;         ///< dimension and blocks come from pairs
    std::int64_t steps = 0; ///< a stage
    double lambda = 1, weight_decay = 0;
    Strength strength = 1;
    torch::Tensor weights; ///< [C, D] rows to be transformed
    bool prior = false;    ///< the last coordinate is the prior's
    std::shared_ptr<const TrainingWatch> watch{}; ///< null: nobody looks into its training
    std::int64_t nets = 1; ///< that are trained this way, one after the other
};

/// N by the options, from the data or as given; says so in the log.
std::int64_t last_block(const MethodContext& context);
std::int64_t bank_bytes(const MethodContext& context);
/// Settings of the options that all variants share.
NetShape shape_of(const MetaOptions& options);

/// Looks into the trainings of a variant; null where nobody watches (MethodContext::watch).
std::shared_ptr<const TrainingWatch> watch_of(const MethodContext& context, const MetaVariant& variant,
                                              const std::vector<MeasuredChain>& measured);

/// @param network which of several: each has first weights and draws of its own
MetaModelNet train_net(const MethodContext& context, const MetaVariant& variant, std::int64_t steps_before,
                       StageReporter& stage, std::int64_t network = 0);

/// The chosen variant, trained and applied.
struct AppliedVariant {
    MetaVariant variant;
    std::vector<MetaModelNet> nets; ///< MetaOptions::networks
    Hallucination hallucination;    ///< their mean
};

/// By all nets of the variant, averaged.
Hallucination apply_nets(const MethodContext& context, std::vector<MetaModelNet>& nets, const MetaVariant& variant);

/// Trains a net (or several) for each value of an option and keeps the best on the validation part. Reports nothing but
/// progress and the selection. @param make the variant of a value
AppliedVariant train_variants(const MethodContext& context, const std::string& option,
                              const std::vector<double>& values, StageReporter& stage,
                              const std::function<MetaVariant(double)>& make);

/// The variant's row of the results.
void report_variant(const MethodContext& context, const AppliedVariant& applied, double seconds);
/// Fig. 4 and Sec. 4.2: its test-time, measured and regressed chains in one projection, and what they say in numbers.
/// @param measured of the bank that it was trained on
void report_chains(const MethodContext& context, AppliedVariant& applied, const std::vector<MeasuredChain>& measured);

/// Episodes on the features of one network: the bank, the training features and theta_star on them, both with the
/// prior coordinate where there is one.
struct Episodes {
    EpisodeBank bank;
    torch::Tensor x, star;
};
/// The recommended recipe's bank on one base method, and what goes with it.
struct EpisodeRun : Episodes {
    std::string base_method;
    std::int64_t last_block = 0;
    bool prior = true;
    double weight_decay = 0; ///< of the classifiers
    StageKey bank_key{"none"};            ///< of all that the bank depends on
    std::vector<Episodes> later_blocks{}; ///< Recur FT: of blocks 1..N, on their networks' features
    torch::Tensor target{};               ///< rows of target_method, undefined: star
    struct Pseudo { ///< a second bank, of pseudo-classes
        PseudoClasses classes;
        EpisodeBank bank;
        StageKey bank_key{"none"};
        torch::Tensor star, target{};
        std::vector<std::int64_t> counts;
    };
    std::unique_ptr<Pseudo> pseudo{}; ///< null: none
};
/// @param base chosen fit; of "logit_adjustment": plain with the prior coordinate
EpisodeRun run_episodes(const MethodContext& context, const ChosenFit& base);
/// What the options add to a run: rows of another target method, and a bank of pseudo-classes.
void add_targets(const MethodContext& context, const ChosenFit& base, EpisodeRun& run);
/// @param settings of the run's own bank
void add_pseudo_classes(const MethodContext& context, const ChosenFit& base, EpisodeSettings settings,
                        EpisodeRun& run);
EpisodePairSettings pair_settings(const MethodContext& context, const EpisodeRun& run);
/// @param recursive block i on its own network's episodes; pseudo-classes and other targets are for the others alone
MetaPairs pairs_of(const MethodContext& context, const EpisodeRun& run, const EpisodePairSettings& settings,
                   bool recursive = false);
StageKey pairs_key_of(const EpisodeRun& run, const EpisodePairSettings& settings, bool recursive = false);

/// meta_model_net. @param recursive on each block's own network's features
void run_recommended(const MethodContext& context, const EpisodeRun& run, bool recursive);
void run_model_regression(const MethodContext& context, const EpisodeRun& run); ///< Table 2, [21]
void run_fixed_split(const MethodContext& context, const EpisodeRun& run);      ///< Table 2

} // namespace whydah
