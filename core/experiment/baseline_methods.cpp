#include "core/experiment/method_fits.h"

#include "core/experiment/cached_stages.h"
#include "core/experiment/stage_reporter.h"
#include "core/experiment/training_clock.h"
#include "core/meta/prior_coordinate.h"

namespace whydah {
namespace {

/// Counts the classifiers of the stage "Classifiers".
struct FitStage {
    StageReporter reporter;
    TrainingClock clock;
    std::int64_t done = 0;
};

/// One classifier for each candidate of the weight decay and of the method's own value.
FitGrid fit_candidates(const MethodContext& context, const std::string& method, FitStage& stage) {
    const OwnValues own = own_values(method, context.options.classifier.loss);
    FitGrid grid;
    for (double weight_decay : context.options.classifier.weight_decay) {
        grid.emplace_back();
        for (double value : own.values) {
            const BaselineFit fit = method_fit(context, method, weight_decay, value);
            grid.back().push_back(cached_fit(context, method, fit.set, fit.settings));
            stage.reporter.progress(++stage.done);
        }
    }
    return grid;
}

ChosenFit chosen(const MethodContext& context, const std::string& method, const FitGrid& grid, double prior) {
    const OwnValues own = own_values(method, context.options.classifier.loss);
    const GridPoint best = choose_on_grid(context, method, own, [&](std::size_t d, std::size_t v) {
        return with_prior(grid[d][v], context.counts, prior);
    });
    return {method, grid[best.decay][best.own], context.options.classifier.weight_decay[best.decay],
            own.values[best.own]};
}

std::int64_t plain_fits(const MethodContext& context) {
    return static_cast<std::int64_t>(context.options.classifier.weight_decay.size());
}

std::int64_t fits_to_do(const MethodContext& context) {
    const std::int64_t decays = plain_fits(context);
    std::int64_t fits = 0;
    for (const MethodInfo& info : method_list) {
        const std::string method(info.name);
        // plain is always fitted: the others are compared with it or built on it
        if (is_trained(method) && (method == "plain" || context.asks(method)))
            fits += decays * static_cast<std::int64_t>(own_values(method, context.options.classifier.loss).values.size());
    }
    return fits;
}

} // namespace

void run_plain_as(const MethodContext& context, const std::string& method) {
    FitStage stage{
        StageReporter(context.report, context.prefix + method_label(method), "classifiers", plain_fits(context)),
        TrainingClock(context.cache)};
    const FitGrid grid = fit_candidates(context, "plain", stage);
    const GridPoint best = choose_on_grid(context, method, {}, [&](std::size_t d, std::size_t v) {
        return with_prior(grid[d][v], context.counts, 0);
    });
    context.report_result(method, with_prior(grid[best.decay][best.own], context.counts, 0), true,
                          stage.reporter.seconds());
    stage.reporter.finish();
}

BaseFits run_baselines(const MethodContext& context) {
    FitStage stage{StageReporter(context.report, context.prefix + "Classifiers", "classifiers", fits_to_do(context)),
                   TrainingClock(context.cache)};
    const FitGrid plain_grid = fit_candidates(context, "plain", stage);
    const double plain_seconds = stage.clock.seconds();
    BaseFits base;
    const bool asks_plain = context.asks("plain");
    if (asks_plain || context.asks("meta_model_net_literal")) base["plain"] = chosen(context, "plain", plain_grid, 0);
    if (asks_plain)
        context.report_result("plain", with_prior(base["plain"].weights, context.counts, 0), true, plain_seconds);
    for (const MethodInfo& info : method_list) {
        const std::string method(info.name);
        if (!is_trained(method) || method == "plain" || !context.asks(method)) continue;
        const TrainingClock clock(context.cache);
        const ChosenFit fit = chosen(context, method, fit_candidates(context, method, stage), 0);
        context.report_result(method, with_prior(fit.weights, context.counts, 0), true, clock.seconds());
        base[method] = fit;
    }
    std::vector<torch::Tensor> fits;
    for (const auto& row : plain_grid) fits.push_back(row.front());
    run_adjustments(context, fits, plain_seconds);
    if (context.asks("logit_adjustment")) {
        const ChosenFit& fit = base["logit_adjustment"] = chosen(context, "logit_adjustment", plain_grid, 1);
        context.report_result("logit_adjustment", with_prior(fit.weights, context.counts), true, plain_seconds);
    }
    stage.reporter.finish(stage.clock.note());
    return base;
}

} // namespace whydah
