#include "core/experiment/method_context.h"

#include "core/data/seed.h"
#include "core/experiment/stage_reporter.h"
#include "core/meta/dynamics.h"
#include "core/meta/episode_bank.h"
#include "core/meta/hallucination.h"
#include "core/meta/head_classes.h"
#include "core/meta/literal_bank.h"
#include "core/meta/prior_coordinate.h"
#include "core/meta/recursive_training.h"
#include "core/meta/weight_chains.h"

#include <torch/utils.h>

namespace whydah {
namespace {

/// One way of running MetaModelNet: where its pairs come from and what it is applied to.
struct MetaVariant {
    std::string method, stage;
    MetaPairs pairs;
    Normalisation normalisation = Normalisation::none;
    double weight_decay = 0, strength = 1;
    torch::Tensor weights;                 ///< [C, D] rows to be transformed
    bool prior = false;                    ///< the last coordinate is the prior's
    std::vector<MeasuredChain> measured{}; ///< of the bank
};

std::int64_t last_block(const MethodContext& context) {
    const std::int64_t last = choose_last_block(context.counts, context.options.meta);
    const auto heads = head_classes(context.counts, threshold_of(last)).size();
    const auto log = [&](LogLine::Level level, const std::string& text) {
        context.report(LogLine{level, context.prefix + text});
    };
    const std::int64_t given = context.options.meta.blocks;
    if (given > 0 && last + 1 < given)
        log(LogLine::Level::warning, std::to_string(given) + " blocks were asked for, but only " +
                                         std::to_string(last + 1) + " have two head classes or more");
    log(heads < 2 ? LogLine::Level::warning : LogLine::Level::info,
        std::to_string(last + 1) + " blocks; the last one learns from " + std::to_string(heads) +
            " classes with more than " + std::to_string(threshold_of(last)) + " training images" +
            (heads < 2 ? ": too few to learn from, MetaModelNet is the identity" : ""));
    return last;
}

std::int64_t bank_bytes(const MethodContext& context) {
    return static_cast<std::int64_t>(context.options.meta.bank_memory * 1024 * 1024 * 1024);
}

MetaModelNet new_net(const MethodContext& context, const MetaVariant& variant) {
    const MetaOptions& o = context.options.meta;
    torch::manual_seed(context.seed_for("net/" + variant.method));
    MetaModelNet net(NetShape{variant.pairs.dimension, variant.pairs.last_block + 1, o.layers, variant.normalisation,
                              o.leaky_slope});
    net->to(variant.weights.device());
    return net;
}

MetaModelNet train_net(const MethodContext& context, const MetaVariant& variant, double lambda,
                       std::int64_t steps_before, StageReporter& stage) {
    const torch::AutoGradMode gradients(true);
    const MetaOptions& o = context.options.meta;
    MetaModelNet net = new_net(context, variant);
    const RecursiveTraining training{.steps = o.meta_steps,
                                     .learning_rate = o.meta_learning_rate,
                                     .weight_decay = variant.weight_decay,
                                     .lambda = lambda,
                                     .gradient_clip = o.gradient_clip,
                                     .seed = context.seed_for("training/" + variant.method)};
    train_recursively(net, variant.pairs, training, context.control, [&](const MetaStep& step) {
        stage.progress(steps_before + step.step);
        if (step.step % 5 == 0 || step.step == 1)
            context.report(LossPoint{variant.method, context.seed, step.block, steps_before + step.step,
                                     step.regression, step.task});
    });
    return net;
}

/// Fig. 4 and Sec. 4.2: test-time, measured and regressed chains in one projection, and what they say in numbers.
Trajectories chains_of(const MethodContext& context, const MetaVariant& variant, MetaModelNet& net,
                       const Hallucination& applied) {
    const std::int64_t coordinates = variant.pairs.dimension - (variant.prior ? 1 : 0);
    const auto regressed = regressed_paths(net, variant.measured, variant.pairs.scale, variant.strength);
    Trajectories out = joint_trajectories(applied, variant.measured, regressed, context.class_names, context.counts,
                                          variant.pairs.last_block, coordinates);
    out.method = variant.method, out.seed = context.seed;
    std::vector<torch::Tensor> rows;
    std::vector<std::int64_t> entry;
    for (const auto* paths : {&applied.paths, &regressed})
        for (const WeightPath& path : *paths) rows.push_back(path.steps.front()), entry.push_back(path.entry);
    if (!rows.empty())
        out.dynamics =
            dynamics_report(out, block_changes(net, torch::stack(rows), entry, variant.pairs.scale, coordinates));
    return out;
}

/// Trains one net for each lambda, keeps the best on the validation part. @return the hallucination of the chosen one
Hallucination train_and_apply(const MethodContext& context, const MetaVariant& variant) {
    const auto& lambdas = context.options.meta.lambda;
    const std::int64_t steps = context.options.meta.meta_steps * (variant.pairs.last_block + 1);
    StageReporter stage(context.report, context.prefix + variant.stage, "steps",
                        steps * static_cast<std::int64_t>(lambdas.size()));
    std::vector<Hallucination> applied;
    std::vector<MetaModelNet> nets;
    for (std::size_t l = 0; l < lambdas.size(); ++l) {
        nets.push_back(train_net(context, variant, lambdas[l], static_cast<std::int64_t>(l) * steps, stage));
        applied.push_back(
            hallucinate(nets.back(), variant.weights, context.counts, variant.pairs.scale, variant.strength));
    }
    const std::size_t best = choose(context, variant.method, "lambda", lambdas, [&](std::size_t i) {
        return context.validation_recall(applied[i].weights, variant.prior);
    });
    context.report_result(variant.method, applied[best].weights, variant.prior, stage.seconds());
    stage.finish();
    context.report(chains_of(context, variant, nets[best], applied[best]));
    return std::move(applied[best]);
}

/// [21]'s last step: class-balanced fine-tuning that is pulled towards MetaModelNet's weights.
void run_proximal(const MethodContext& context, const torch::Tensor& weights, const torch::Tensor& x,
                  double weight_decay) {
    StageReporter stage(context.report, context.prefix + "Proximal fine-tuning", "classifiers", 1);
    FitSettings fit = context.shared_fit(weight_decay);
    fit.learning_rate =
        context.options.classifier.cost_sensitive_learning_rate; // as long steps as the balanced loss bears
    fit.class_balanced = true, fit.start = weights, fit.proximal_weight = context.options.meta.proximal_weight;
    const TrainingSet set{context.images, context.seed_for("fit/proximal")};
    const torch::Tensor tuned = fit_classifiers(x, {set}, fit, context.threads, context.control)[0];
    context.report_result("meta_model_net+proximal", tuned, true, stage.seconds());
    stage.finish();
}

} // namespace

void run_recommended(const MethodContext& context, const ChosenFit& base) {
    const MetaOptions& o = context.options.meta;
    const std::int64_t last = last_block(context);
    const EpisodeSettings settings{.episodes = o.episodes,
                                   .cut_probability = o.cut_probability,
                                   .last_block = last,
                                   .memory = bank_bytes(context),
                                   .seed = context.seed_for("episodes"),
                                   .fit = context.shared_fit(base.weight_decay)};
    StageReporter stage(context.report, context.prefix + "Episodes", "classifiers", o.episodes);
    const EpisodeBank bank = make_episodes(context.table.train.x, context.images, settings, context.threads,
                                           context.control, [&](std::int64_t done) { stage.progress(done); });
    stage.finish(bank.weights->text());
    const torch::Tensor x = with_one(context.table.train.x);
    const torch::Tensor star = with_prior(base.weights, context.counts);
    const MetaVariant variant{.method = "meta_model_net",
                              .stage = "MetaModelNet",
                              .pairs = episode_pairs(bank, x, star, context.counts, {last, o.data_batch}),
                              .normalisation = o.normalisation == "batch" ? Normalisation::batch : Normalisation::none,
                              .weight_decay = o.meta_weight_decay,
                              .strength = o.strength,
                              .weights = star,
                              .prior = true,
                              .measured = measured_chains(bank, star)};
    const Hallucination applied = train_and_apply(context, variant);
    if (o.proximal) run_proximal(context, applied.weights, x, base.weight_decay);
}

void run_literal(const MethodContext& context, const ChosenFit& base) {
    const MetaOptions& o = context.options.meta;
    const std::int64_t last = last_block(context);
    LiteralSettings settings{.last_block = last,
                             .models = parse_models(o.literal_models),
                             .memory = bank_bytes(context),
                             .seed = context.seed_for("literal"),
                             .many_shot = context.shared_fit(base.weight_decay),
                             .few_shot = context.shared_fit(base.weight_decay)};
    settings.few_shot.steps = o.literal_steps;
    std::int64_t models = 0;
    for (std::int64_t i = 0; i <= last; ++i) models += settings.models_of(i);
    StageReporter stage(context.report, context.prefix + "k-shot models", "models", models);
    const auto bank = make_literal_bank(context.table.train.x, context.images, settings, context.threads,
                                        context.control, [&](std::int64_t done) { stage.progress(done); });
    std::string note;
    for (const LiteralBlock& block : bank)
        if (block.few_shot) note += (note.empty() ? "" : "; ") + block.few_shot->text();
    stage.finish(note);
    const MetaVariant variant{.method = "meta_model_net_literal",
                              .stage = "MetaModelNet, paper-literal",
                              .pairs = literal_pairs(bank, context.table.train.x, o.data_batch),
                              .normalisation =
                                  o.literal_normalisation == "batch" ? Normalisation::batch : Normalisation::none,
                              .weight_decay = o.literal_weight_decay,
                              .strength = 1,
                              .weights = base.weights,
                              .prior = false,
                              .measured = measured_chains(bank)};
    train_and_apply(context, variant);
}

} // namespace whydah
