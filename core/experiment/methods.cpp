#include "core/experiment/method_context.h"

#include "core/data/seed.h"
#include "core/evaluation/per_class_accuracy.h"
#include "core/meta/prior_coordinate.h"
#include "records/error.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr std::int64_t few_images = 5'000; // up to here 400 steps are enough (recipe (b))

} // namespace

bool MethodContext::asks(const std::string& method) const {
    const auto& all = options.classifier.methods;
    const auto has = [&](const std::string& name) { return std::find(all.begin(), all.end(), name) != all.end(); };
    // Nobody shall credit the meta-network with what the prior brings: its identity control always stands beside it.
    return has(method) || (method == "logit_adjustment" && has("meta_model_net"));
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
                   const std::vector<double>& candidates, const std::function<double(std::size_t)>& validation_recall) {
    if (candidates.size() == 1) return 0;
    if (context.table.validation.size() == 0)
        throw Error({.what = "there are several values to choose from but no validation image",
                     .where = "option " + flag_of(option),
                     .mend = "give one value, or a validation part (--validation-share)"});
    Selection selection{.method = method,
                        .option = option,
                        .seed = context.seed,
                        .chosen = {},
                        .candidates = {},
                        .validation_accuracy = {}};
    std::size_t best = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        selection.candidates.push_back(option_text(candidates[i]));
        selection.validation_accuracy.push_back(validation_recall(i));
        if (selection.validation_accuracy[i] > selection.validation_accuracy[best]) best = i;
    }
    selection.chosen = selection.candidates[best];
    context.report(selection);
    return best;
}

std::vector<std::string> method_stages(const ExperimentOptions& options, const std::string& prefix) {
    const auto& methods = options.classifier.methods;
    const auto asked = [&](const char* name) {
        return std::find(methods.begin(), methods.end(), name) != methods.end();
    };
    std::vector<std::string> stages{prefix + "Classifiers"};
    if (asked("meta_model_net")) stages.insert(stages.end(), {prefix + "Episodes", prefix + "MetaModelNet"});
    if (asked("meta_model_net") && options.meta.proximal) stages.push_back(prefix + "Proximal fine-tuning");
    if (asked("meta_model_net_literal"))
        stages.insert(stages.end(), {prefix + "k-shot models", prefix + "MetaModelNet, paper-literal"});
    return stages;
}

void run_methods(const FeatureTable& table, const std::vector<std::string>& class_names,
                 const ExperimentOptions& options, std::int64_t seed, std::int64_t threads,
                 const std::string& stage_prefix, const JobControl& control, const Report& report) {
    if (table.train.size() == 0 || table.test.size() == 0)
        throw Error(
            {.what = std::string("the split leaves no image for ") + (table.train.size() == 0 ? "training" : "testing"),
             .where = "option --split",
             .mend = "give more images, or other shares"});
    const torch::NoGradGuard no_gradients;
    const FinalTest final_test(table, report);
    MethodContext context{table,
                          final_test,
                          class_names,
                          options,
                          seed,
                          options.seeds_of(seed - options.run.seed),
                          threads,
                          stage_prefix,
                          control,
                          report,
                          class_images(table.train.y, table.classes),
                          {}};
    context.counts = class_counts(context.images);
    const BaseFits base = run_baselines(context);
    if (context.asks("meta_model_net")) run_recommended(context, base.logit_adjustment);
    if (context.asks("meta_model_net_literal")) run_literal(context, base.plain);
}

} // namespace whydah
