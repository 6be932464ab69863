#include "core/experiment/meta_variant.h"

#include "core/experiment/cached_stages.h"
#include "core/experiment/method_fits.h"
#include "core/experiment/training_clock.h"
#include "core/experiment/watched_training.h"
#include "core/meta/dynamics.h"
#include "core/meta/prior_coordinate.h"

#include <algorithm>
#include <string_view>
#include <torch/utils.h>
#include <utility>

namespace whydah {
namespace {

/// Is there a "+recur_ft" row on this base method?
bool asks_recursion(const MethodContext& context, const std::string& base_method) {
    const auto& bases = context.options.meta.base_method;
    return context.recursive() && context.asks("meta_model_net") &&
           std::find(bases.begin(), bases.end(), base_method) != bases.end();
}

/// Rows that differ in the features alone start from the same net and draw alike.
std::string name_for_seeds(std::string method) {
    const std::string_view suffix = recursive_suffix;
    if (const std::size_t at = method.find(suffix); at != std::string::npos) method.erase(at, suffix.size());
    return method;
}

} // namespace

std::int64_t last_block(const MethodContext& context) {
    const std::int64_t last = context.recursive() ? static_cast<std::int64_t>(context.network.of_block.size()) - 1
                                                  : choose_last_block(context.counts, context.options.meta);
    const auto heads = head_classes(context.counts, threshold_of(last)).size();
    const auto log = [&](LogLine::Level level, const std::string& text) {
        context.report(LogLine{level, context.prefix + text});
    };
    const std::int64_t given = context.options.meta.blocks;
    if (given > 0 && last + 1 < given)
        log(LogLine::Level::warning, std::to_string(given) + " blocks were asked for, but only " +
                                         std::to_string(last + 1) + " have two head classes or more");
    log(heads < 2 ? LogLine::Level::warning : LogLine::Level::info,
        std::to_string(last + 1) + (last == 0 ? " block; it learns from " : " blocks; the last one learns from ") + std::to_string(heads) +
            " classes with more than " + std::to_string(threshold_of(last)) + " training images" +
            (heads < 2 ? ": too few to learn from, MetaModelNet is the identity" : ""));
    return last;
}

std::int64_t bank_bytes(const MethodContext& context) {
    return static_cast<std::int64_t>(context.options.meta.bank_memory * 1024 * 1024 * 1024);
}

NetShape shape_of(const MetaOptions& o) {
    return {.layers = o.layers,
            .normalisation = o.normalisation == "batch" ? Normalisation::batch : Normalisation::none,
            .leaky_slope = o.leaky_slope,
            .kind = o.identity ? BlockKind::residual : BlockKind::no_identity,
            .rank = o.block_rank};
}

MetaModelNet train_net(const MethodContext& context, const MetaVariant& variant, std::int64_t steps_before,
                       StageReporter& stage, std::int64_t network) {
    const torch::AutoGradMode gradients(true);
    const MetaOptions& o = context.options.meta;
    const std::string name = name_for_seeds(variant.method) +
                             (network > 0 ? "/network=" + std::to_string(network) : std::string());
    const std::uint64_t initialisation_seed = context.initialisation_seed_for("net/" + name);
    torch::manual_seed(initialisation_seed);
    NetShape shape = variant.shape;
    shape.dimension = variant.pairs.dimension, shape.blocks = variant.pairs.last_block + 1;
    MetaModelNet net(shape);
    net->to(variant.weights.device());
    const RecursiveTraining training{.steps = variant.steps,
                                     .learning_rate = o.meta_learning_rate,
                                     .weight_decay = variant.weight_decay,
                                     .lambda = variant.lambda,
                                     .gradient_clip = o.gradient_clip,
                                     .seed = context.seed_for("training/" + name)};
    WatchedTraining watched(context, variant, steps_before / (variant.steps * shape.blocks));
    cached_training(context, net, shape, variant, training, initialisation_seed, [&](const MetaStep& step) {
        stage.progress(steps_before + step.step);
        if (step.step % 5 == 0 || step.step == 1)
            context.report(LossPoint{variant.method, context.seed, step.block, steps_before + step.step,
                                     step.regression, step.task});
        watched.take(net, step);
    });
    return net;
}

Hallucination apply_nets(const MethodContext& context, std::vector<MetaModelNet>& nets, const MetaVariant& variant) {
    std::vector<Hallucination> applied;
    for (MetaModelNet& net : nets)
        applied.push_back(
            hallucinate(net, variant.weights, context.counts, variant.pairs.scale, variant.strength, variant.rule));
    return mean_hallucination(applied);
}

AppliedVariant train_variants(const MethodContext& context, const std::string& option,
                              const std::vector<double>& values, StageReporter& stage,
                              const std::function<MetaVariant(double)>& make) {
    std::vector<AppliedVariant> all;
    std::int64_t steps = 0;
    for (double value : values) {
        MetaVariant variant = make(value);
        variant.nets = static_cast<std::int64_t>(values.size()) * context.options.meta.networks;
        std::vector<MetaModelNet> nets;
        for (std::int64_t m = 0; m < context.options.meta.networks; ++m) {
            nets.push_back(train_net(context, variant, steps, stage, m));
            steps += variant.steps * (variant.pairs.last_block + 1);
        }
        Hallucination applied = apply_nets(context, nets, variant);
        all.push_back({std::move(variant), std::move(nets), std::move(applied)});
    }
    const std::size_t best = choose(context, all.front().variant.method, option, values, [&](std::size_t i) {
        return context.validation_recall(all[i].hallucination.weights, all[i].variant.prior);
    });
    return std::move(all[best]);
}

void report_variant(const MethodContext& context, const AppliedVariant& applied, double seconds) {
    context.report_result(applied.variant.method, applied.hallucination.weights, applied.variant.prior, seconds);
}

void report_chains(const MethodContext& context, AppliedVariant& applied, const std::vector<MeasuredChain>& measured) {
    const MetaVariant& v = applied.variant;
    const std::int64_t coordinates = v.pairs.dimension - (v.prior ? 1 : 0);
    std::vector<std::vector<WeightPath>> of_nets;
    for (MetaModelNet& net : applied.nets)
        of_nets.push_back(regressed_paths(net, measured, v.pairs.scale, v.strength, v.rule));
    const auto regressed = mean_paths(of_nets);
    Trajectories chains = joint_trajectories(applied.hallucination, measured, regressed, context.class_names,
                                             context.counts, v.rule, coordinates);
    chains.method = v.method, chains.seed = context.seed;
    std::vector<torch::Tensor> rows;
    std::vector<std::int64_t> entry;
    for (const auto* paths : {&std::as_const(applied.hallucination).paths, &regressed})
        for (const WeightPath& path : *paths)
            rows.push_back(path.steps.front()), entry.push_back(v.rule.block_of(path.entry));
    if (!rows.empty())
        chains.dynamics = dynamics_report(
            chains, block_changes(applied.nets.front(), torch::stack(rows), entry, v.pairs.scale, coordinates));
    context.report(std::move(chains));
}

EpisodeRun run_episodes(const MethodContext& context, const ChosenFit& base) {
    const MetaOptions& o = context.options.meta;
    EpisodeRun run;
    // The prior stands for what another base method puts into its rows by itself.
    run.prior = base.method == "logit_adjustment";
    run.base_method = run.prior ? "plain" : base.method;
    run.last_block = last_block(context);
    run.weight_decay = base.weight_decay;
    const BaselineFit fit = method_fit(context, run.base_method, base.weight_decay, base.own);
    const std::int64_t networks = asks_recursion(context, run.base_method) ? run.last_block + 1 : 1;
    const EpisodeSettings settings{.episodes = o.episodes,
                                   .cut_probability = o.cut_probability,
                                   .last_block = run.last_block,
                                   .memory = bank_bytes(context) / networks,
                                   .seed = context.seed_for("episodes"),
                                   .fit = fit.settings};
    StageReporter stage(context.report, context.prefix + episodes_stage(run.base_method), "classifiers",
                        o.episodes * networks);
    const TrainingClock clock(context.cache);
    KeyedEpisodes first =
        cached_episodes(context, context.images, run.base_method, settings, [&](std::int64_t done) { stage.progress(done); });
    run.bank = std::move(first.bank), run.bank_key = std::move(first.key);
    const auto finish = [&](Episodes& episodes, const torch::Tensor& x, const torch::Tensor& star) {
        episodes.x = run.prior ? with_one(x) : x;
        episodes.star = run.prior ? with_prior(star, context.counts) : star;
    };
    finish(run, context.table.train.x, base.weights);
    // Each network's episodes cut the same classes to the same images.
    for (std::int64_t i = 1; i < networks; ++i) {
        const torch::Tensor& x = context.network.of_block[static_cast<std::size_t>(i)];
        Episodes later;
        later.bank = make_episodes(x, context.images, settings, context.threads, context.control,
                                   [&](std::int64_t done) { stage.progress(i * o.episodes + done); });
        finish(later, x, fit_classifiers(x, {fit.set}, fit.settings, context.threads, context.control)[0]);
        run.later_blocks.push_back(std::move(later));
    }
    stage.finish(run.bank.weights->text() + (clock.note().empty() ? "" : ", " + clock.note()));
    add_targets(context, base, run);
    add_pseudo_classes(context, base, settings, run);
    return run;
}

EpisodePairSettings pair_settings(const MethodContext& context, const EpisodeRun& run) {
    const MetaOptions& o = context.options.meta;
    return {.last_block = run.last_block,
            .data_batch = o.data_batch,
            .prior = run.prior,
            .nearest_entry = o.entry_rule == "nearest",
            .single_block = o.single_block,
            .target = run.target};
}

} // namespace whydah
