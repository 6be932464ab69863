#include "core/experiment/meta_variant.h"
#include "core/experiment/method_fits.h"

#include "core/data/seed.h"
#include "core/evaluation/per_class_accuracy.h"
#include "core/meta/prior_coordinate.h"
#include "records/error.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr std::int64_t few_images = 5'000; // up to here 400 steps are enough (recipe (b))

bool contains(const std::vector<std::string>& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
}

bool asks_on_base(const ExperimentOptions& options, const std::string& base) {
    return contains(options.classifier.methods, "meta_model_net") && contains(options.meta.base_method, base);
}

/// Base methods that need a bank of episodes.
std::vector<std::string> episode_bases(const ExperimentOptions& options) {
    const auto& asked = options.classifier.methods;
    std::vector<std::string> bases;
    if (asks_on_base(options, "plain") || contains(asked, "model_regression") || contains(asked, "meta_model_net_fixed"))
        bases.emplace_back("plain");
    for (const std::string& base : options.meta.base_method)
        if (base != "plain" && asks_on_base(options, base)) bases.push_back(base);
    return bases;
}

Error no_validation(const std::string& option) {
    return Error({.what = "there are several values to choose from but no validation image",
                  .where = "option " + flag_of(option),
                  .mend = "give one value, or a validation part (--validation-share)"});
}

} // namespace

bool MethodContext::asks(const std::string& method) const {
    if (contains(options.classifier.methods, method)) return true;
    // Nobody shall credit the meta-network with what its input brings: the identity control always stands beside it,
    // that is the prior on plain's rows, or the base method itself.
    return contains(episode_bases(options), method == "logit_adjustment" ? "plain" : method) && method != "plain";
}

FitSettings MethodContext::shared_fit(double weight_decay) const {
    FitSettings fit;
    fit.steps = options.classifier.steps > 0 ? options.classifier.steps : table.train.size() <= few_images ? 400 : 800;
    fit.batch = options.classifier.batch;
    fit.learning_rate = options.classifier.learning_rate;
    fit.momentum = options.classifier.momentum;
    fit.weight_decay = weight_decay;
    return fit;
}

std::uint64_t MethodContext::seed_for(const std::string& use) const { return seed_from(seeds.sampling, use); }

std::uint64_t MethodContext::initialisation_seed_for(const std::string& use) const {
    return seed_from(seeds.initialisation, use);
}

double MethodContext::validation_recall(const torch::Tensor& weights, bool one) const {
    if (table.validation.size() == 0) return 0;
    return count_correct(one ? with_one(table.validation.x) : table.validation.x, table.validation.y, weights)
        .mean_recall();
}

void MethodContext::report_result(const std::string& method, const torch::Tensor& weights, bool one,
                                  double seconds) const {
    MethodResult result{
        .method = method, .seed = seed, .classes = {}, .seconds = seconds, .validation_accuracy = {}, .seeds = seeds};
    if (table.validation.size() > 0) result.validation_accuracy = validation_recall(weights, one);
    for (std::size_t c = 0; c < class_names.size(); ++c) result.classes.push_back({class_names[c], counts[c], 0, 0});
    final_test.report(std::move(result), weights, one);
}

std::size_t choose(const MethodContext& context, const std::string& method, const std::string& option,
                   const std::vector<double>& candidates, const std::function<double(std::size_t)>& validation_recall,
                   OfEquals of_equals) {
    if (candidates.size() == 1) return 0;
    if (context.table.validation.size() == 0)
        throw no_validation(option);
    Selection selection{.method = method,
                        .option = option,
                        .seed = context.seed,
                        .chosen = {},
                        .candidates = {},
                        .validation_accuracy = {}};
    std::vector<std::size_t> equals;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        selection.candidates.push_back(option_text(candidates[i]));
        const double recall = selection.validation_accuracy.emplace_back(validation_recall(i));
        if (!equals.empty() && recall > selection.validation_accuracy[equals.front()]) equals.clear();
        if (equals.empty() || recall == selection.validation_accuracy[equals.front()]) equals.push_back(i);
    }
    const std::size_t best = of_equals == OfEquals::middle ? equals[(equals.size() - 1) / 2] : equals.front();
    selection.chosen = selection.candidates[best];
    context.report(selection);
    return best;
}

std::vector<std::string> method_stages(const ExperimentOptions& options, const std::string& prefix) {
    const auto asked = [&](std::string_view name) { return contains(options.classifier.methods, name); };
    const bool recursive = options.network.scenario == "recur_ft";
    std::vector<std::string> stages;
    if (options.network.scenario != "features") stages.push_back(prefix + method_label("plain_before"));
    stages.push_back(prefix + "Classifiers");
    for (const std::string& base : episode_bases(options)) {
        stages.push_back(prefix + episodes_stage(base));
        if (options.meta.pseudo_classes != "none") stages.push_back(prefix + pseudo_stage(base));
        if (asks_on_base(options, base)) stages.push_back(prefix + method_label(recommended_name(base)));
        if (asks_on_base(options, base) && options.meta.proximal) stages.push_back(prefix + "Proximal fine-tuning");
        if (asks_on_base(options, base) && recursive)
            stages.push_back(prefix + method_label(recommended_name(base) + recursive_suffix));
        for (const char* method : {"model_regression", "meta_model_net_fixed"})
            if (base == "plain" && asked(method)) stages.push_back(prefix + method_label(method));
    }
    if (asked("meta_model_net_literal"))
        stages.insert(stages.end(), {prefix + "k-shot models", prefix + "MetaModelNet, paper-literal"});
    if (asked("meta_model_net_literal") && recursive)
        stages.insert(stages.end(), {prefix + "k-shot models, Recur FT",
                                     prefix + method_label(std::string("meta_model_net_literal") + recursive_suffix)});
    return stages;
}

std::string recommended_name(const std::string& base_method) {
    return base_method == "plain" ? "meta_model_net" : "meta_model_net+" + base_method;
}

std::string episodes_stage(const std::string& base_method) {
    return base_method == "plain" ? "Episodes" : "Episodes of " + method_label(base_method);
}

std::string pseudo_stage(const std::string& base_method) { return episodes_stage(base_method) + ", pseudo-classes"; }

namespace {

/// A choice that cannot be made is known before the work.
void require_validation(const ExperimentOptions& options, const SelectionData& table) {
    if (table.validation.size() > 0) return;
    for (const std::string& method : options.classifier.methods) {
        if (options.classifier.weight_decay.size() > 1 && !method.starts_with("nearest_class_mean"))
            throw no_validation("weight_decay");
        if (options.meta.lambda.size() > 1 && (method == "meta_model_net" || method == "meta_model_net_literal"))
            throw no_validation("lambda");
        if (method == "meta_model_net_fixed" && options.meta.fixed_split < 0) throw no_validation("fixed_split");
        if (method == "model_regression" && options.meta.regression_weight_decay.size() > 1)
            throw no_validation("regression_weight_decay");
        if (const OwnValues own = own_values(method, options.classifier.loss); own.values.size() > 1)
            throw no_validation(own.option);
    }
}

/// MetaModelNet on each base method, and what Table 2 compares it with: these on plain's rows, from the same bank.
void run_on_episodes(const MethodContext& context, const BaseFits& base) {
    for (const std::string& method : episode_bases(context.options)) {
        const EpisodeRun run = run_episodes(context, base.at(method == "plain" ? "logit_adjustment" : method));
        if (asks_on_base(context.options, method)) run_recommended(context, run, false);
        if (asks_on_base(context.options, method) && context.recursive()) run_recommended(context, run, true);
        if (method != "plain") continue;
        if (context.asks("model_regression")) run_model_regression(context, run);
        if (context.asks("meta_model_net_fixed")) run_fixed_split(context, run);
    }
}

Error nothing_for(const std::string& use) {
    return Error({.what = "the split leaves no image for " + use,
                  .where = "option --split",
                  .mend = "give more images, or other shares"});
}

void run_all(const MethodContext& context) {
    const BaseFits base = run_baselines(context);
    run_on_episodes(context, base);
    if (!context.asks("meta_model_net_literal")) return;
    run_literal(context, base.at("plain"), false);
    if (context.recursive()) run_literal(context, base.at("plain"), true);
}

/// What all tables of one seed share.
struct SeedRun {
    const std::vector<std::string>& class_names;
    const ExperimentOptions& options;
    std::int64_t seed, threads;
    const std::string& stage_prefix;
    const JobControl& control;
    const Report& report;
    StageCache& cache;
    const NetworkTables& network;
    const BlockReport& watch;

    template <class Work>
    void on(const SelectionData& table, const FinalTest& final_test, const Work& work) const {
        MethodContext context{table,
                              final_test,
                              class_names,
                              options,
                              seed,
                              options.seeds_of(seed - options.run.seed),
                              threads,
                              stage_prefix,
                              cache,
                              control,
                              report,
                              network,
                              class_images(table.train.y, table.classes),
                              {},
                              StageKey("features"),
                              watch};
        context.counts = class_counts(context.images);
        if (cache.on())
            context.features_key.add("computing", computing_key(table.train.x.device().str(), threads))
                .add("x", table.train.x);
        work(context);
    }
};

} // namespace

void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                 const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                 const std::string& stage_prefix, const JobControl& control, const Report& report, StageCache& cache,
                 const NetworkTables& network, const BlockReport& watch) {
    if (table.train.size() == 0 || table.test.size() == 0)
        throw nothing_for(table.train.size() == 0 ? "training" : "testing");
    require_validation(options, table);
    const torch::NoGradGuard no_gradients;
    const SeedRun run{class_names, options, seed, threads, stage_prefix, control, report, cache, network, watch};
    const auto with_context = [&](const FeatureTable& on, const auto& work) {
        run.on(on, FinalTest(on, report), work);
    };
    if (network.before)
        with_context(*network.before, [](const MethodContext& context) { run_plain_as(context, "plain_before"); });
    if (network.raw)
        with_context(*network.raw, [&](const MethodContext& context) {
            context.report_result("network_head", network.head.to(table.train.x.device()), true, network.seconds);
        });
    with_context(table, run_all);
}

void validate_methods(const SelectionData& table, const std::vector<std::string>& class_names,
                      const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                      const std::string& stage_prefix, const JobControl& control, const Report& report,
                      StageCache& cache, const NetworkTables& network) {
    if (table.train.size() == 0) throw nothing_for("training");
    require_validation(options, table);
    const torch::NoGradGuard no_gradients;
    const NetworkTables blocks{.of_block = network.of_block};
    const BlockReport nobody;
    SeedRun{class_names, options, seed, threads, stage_prefix, control, report, cache, blocks, nobody}.on(
        table, FinalTest(report), run_all);
}

} // namespace whydah
