#include "core/experiment/method_context.h"

#include "core/baselines/baseline.h"
#include "core/experiment/stage_reporter.h"
#include "core/meta/prior_coordinate.h"

namespace whydah {
namespace {

BaselineFit baseline_fit(const MethodContext& context, const std::string& method, double weight_decay) {
    const FitSettings shared = context.shared_fit(weight_decay);
    const std::uint64_t seed = context.seed_for("fit/" + method);
    if (method == "over_sampling") return over_sampling(context.images, shared, seed);
    if (method == "under_sampling") return under_sampling(context.images, shared, seed);
    if (method == "cost_sensitive")
        return cost_sensitive(context.images, shared, seed, context.options.classifier.cost_sensitive_learning_rate,
                              context.table.train.x.device());
    return plain(context.images, shared, seed);
}

/// One classifier for each candidate of the weight decay.
std::vector<torch::Tensor> fit_candidates(const MethodContext& context, const std::string& method, StageReporter& stage,
                                          std::int64_t& done) {
    std::vector<torch::Tensor> weights;
    for (double weight_decay : context.options.classifier.weight_decay) {
        const BaselineFit fit = baseline_fit(context, method, weight_decay);
        weights.push_back(
            fit_classifiers(context.table.train.x, {fit.set}, fit.settings, context.threads, context.control)[0]);
        stage.progress(++done);
    }
    return weights;
}

ChosenFit chosen(const MethodContext& context, const std::string& method, const std::vector<torch::Tensor>& weights,
                 bool prior) {
    const auto& decays = context.options.classifier.weight_decay;
    const std::size_t best = choose(context, method, "weight_decay", decays, [&](std::size_t i) {
        return context.validation_recall(prior ? with_prior(weights[i], context.counts) : weights[i], prior);
    });
    return {weights[best], decays[best]};
}

} // namespace

BaseFits run_baselines(const MethodContext& context) {
    const char* others[] = {"over_sampling", "under_sampling", "cost_sensitive"};
    std::int64_t total = 1, done = 0; // plain is always fitted: the others are compared with it or built on it
    for (const char* method : others) total += context.asks(method);
    const auto candidates = static_cast<std::int64_t>(context.options.classifier.weight_decay.size());
    StageReporter stage(context.report, context.prefix + "Classifiers", "classifiers", total * candidates);

    const auto plain_weights = fit_candidates(context, "plain", stage, done);
    const double plain_seconds = stage.seconds();
    BaseFits base;
    const bool asks_plain = context.asks("plain"), asks_control = context.asks("logit_adjustment");
    if (asks_plain || context.asks("meta_model_net_literal"))
        base.plain = chosen(context, "plain", plain_weights, false);
    if (asks_plain) context.report_result("plain", base.plain.weights, false, plain_seconds);
    for (const char* method : others) {
        if (!context.asks(method)) continue;
        const double before = stage.seconds();
        const ChosenFit fit = chosen(context, method, fit_candidates(context, method, stage, done), false);
        context.report_result(method, fit.weights, false, stage.seconds() - before);
    }
    if (asks_control) {
        base.logit_adjustment = chosen(context, "logit_adjustment", plain_weights, true);
        context.report_result("logit_adjustment", with_prior(base.logit_adjustment.weights, context.counts), true,
                              plain_seconds);
    }
    stage.finish();
    return base;
}

} // namespace whydah
