#include "core/experiment/cached_stages.h"
#include "core/experiment/meta_variant.h"
#include "core/experiment/training_clock.h"
#include "core/meta/strength_gate.h"
#include "records/fixed_text.h"

#include <algorithm>

namespace whydah {
namespace {

/// [21]'s last step: class-balanced fine-tuning that is pulled towards MetaModelNet's weights.
void run_proximal(const MethodContext& context, const AppliedVariant& applied, const EpisodeRun& run) {
    StageReporter stage(context.report, context.prefix + "Proximal fine-tuning", "classifiers", 1);
    const TrainingClock clock(context.cache);
    FitSettings fit = context.shared_fit(run.weight_decay);
    fit.learning_rate =
        context.options.classifier.cost_sensitive_learning_rate; // as long steps as the balanced loss bears
    fit.sampling = Sampling::class_balanced, fit.start = applied.hallucination.weights;
    fit.proximal_weight = context.options.meta.proximal_weight;
    const TrainingSet set{context.images, context.seed_for("fit/proximal")};
    const std::string method = applied.variant.method + "+proximal";
    const torch::Tensor tuned = cached_fit(context, method, set, fit, run.prior);
    context.report_result(method, tuned, run.prior, clock.seconds());
    stage.finish(clock.note());
}

MetaVariant recommended(const MethodContext& context, const EpisodeRun& run, const EpisodePairSettings& settings,
                        double lambda) {
    const MetaOptions& o = context.options.meta;
    return {.method = recommended_name(run.base_method),
            .pairs = pairs_of(context, run, settings),
            .pairs_key = pairs_key_of(run, settings),
            .rule = settings.rule(),
            .shape = shape_of(o),
            // A single block gets the steps of all.
            .steps = o.meta_steps * (settings.single_block ? run.last_block + 1 : 1),
            .lambda = lambda,
            .weight_decay = o.meta_weight_decay,
            .strength = o.strength,
            .weights = run.star,
            .prior = run.prior};
}

/// Recipe (l): a by two folds over the head classes, without validation images.
void choose_strength(const MethodContext& context, const EpisodeRun& run, AppliedVariant& applied,
                     StageReporter& stage) {
    std::vector<double> score(gate_strengths.size(), 0);
    std::int64_t steps = context.options.meta.meta_steps * (run.last_block + 1) *
                         static_cast<std::int64_t>(context.options.meta.lambda.size());
    for (const auto& held_out : gate_folds(context.counts, context.seed_for("gate"))) {
        EpisodePairSettings settings = pair_settings(context, run);
        settings.held_out = held_out;
        MetaVariant fold = recommended(context, run, settings, applied.variant.lambda);
        fold.method += "+gate"; // its losses are curves of their own
        MetaModelNet net = train_net(context, fold, steps, stage);
        steps += fold.steps * (fold.pairs.last_block + 1);
        const auto recall = held_out_recall(net, run.bank, run.x, settings, fold.pairs.scale);
        for (std::size_t i = 0; i < score.size(); ++i) score[i] += recall[i] / 2;
    }
    const auto best = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    std::string text = applied.variant.method + ": strength " + option_text(gate_strengths[best]) +
                       " chosen on head classes kept out of training (";
    for (std::size_t i = 0; i < score.size(); ++i) {
        text += (i ? ", " : "") + option_text(gate_strengths[i]) + ": " + fixed_text(100 * score[i], 2) + " %";
    }
    context.report(LogLine{LogLine::Level::info, context.prefix + text + ")"});
    applied.variant.strength = gate_strengths[best];
    applied.hallucination = hallucinate(applied.net, applied.variant.weights, context.counts,
                                        applied.variant.pairs.scale, applied.variant.strength, applied.variant.rule);
}

} // namespace

void run_recommended(const MethodContext& context, const EpisodeRun& run) {
    const MetaOptions& o = context.options.meta;
    const auto nets = static_cast<std::int64_t>(o.lambda.size()) + (o.strength_gate ? 2 : 0);
    StageReporter stage(context.report, context.prefix + method_label(recommended_name(run.base_method)), "steps",
                        o.meta_steps * (run.last_block + 1) * nets);
    const TrainingClock clock(context.cache);
    AppliedVariant applied = train_variants(context, "lambda", o.lambda, stage, [&](double lambda) {
        return recommended(context, run, pair_settings(context, run), lambda);
    });
    if (o.strength_gate) choose_strength(context, run, applied, stage);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
    report_chains(context, applied, measured_chains(run.bank, run.star, run.prior));
    if (o.proximal) run_proximal(context, applied, run);
}

void run_model_regression(const MethodContext& context, const EpisodeRun& run) {
    const MetaOptions& o = context.options.meta;
    StageReporter stage(context.report, context.prefix + method_label("model_regression"), "steps",
                        o.meta_steps * (run.last_block + 1) *
                            static_cast<std::int64_t>(o.regression_weight_decay.size()));
    const TrainingClock clock(context.cache);
    EpisodePairSettings settings = pair_settings(context, run);
    settings.single_block = true;
    const auto make = [&](double weight_decay) {
        MetaVariant variant = recommended(context, run, settings, o.lambda.front());
        variant.method = "model_regression";
        variant.shape = {.leaky_slope = o.leaky_slope, .kind = BlockKind::regression};
        variant.weight_decay = weight_decay, variant.strength = 1;
        return variant;
    };
    const AppliedVariant applied =
        train_variants(context, "regression_weight_decay", o.regression_weight_decay, stage, make);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
}

void run_fixed_split(const MethodContext& context, const EpisodeRun& run) {
    const MetaOptions& o = context.options.meta;
    std::vector<double> splits;
    for (std::int64_t i = 0; i <= run.last_block; ++i) splits.push_back(static_cast<double>(i));
    if (o.fixed_split >= 0) splits = {static_cast<double>(std::min(o.fixed_split, run.last_block))};
    StageReporter stage(context.report, context.prefix + method_label("meta_model_net_fixed"), "steps",
                        o.meta_steps * (run.last_block + 1) * static_cast<std::int64_t>(splits.size()));
    const TrainingClock clock(context.cache);
    const auto make = [&](double split) {
        EpisodePairSettings settings = pair_settings(context, run);
        settings.last_block = settings.only_level = static_cast<std::int64_t>(split), settings.single_block = true;
        MetaVariant variant = recommended(context, run, settings, o.lambda.front());
        variant.method = "meta_model_net_fixed";
        return variant;
    };
    const AppliedVariant applied = train_variants(context, "fixed_split", splits, stage, make);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
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
    settings.few_shot.solver = o.literal_solver == "lbfgs" ? Solver::lbfgs : Solver::sgd;
    std::int64_t models = 0;
    for (std::int64_t i = 0; i <= last; ++i) models += settings.models_of(i);
    StageReporter bank_stage(context.report, context.prefix + "k-shot models", "models", models);
    const TrainingClock bank_clock(context.cache);
    const KeyedLiteralBank bank =
        cached_literal_bank(context, settings, [&](std::int64_t done) { bank_stage.progress(done); });
    const std::vector<LiteralBlock>& blocks = bank.blocks;
    const StageKey pairs_key = StageKey("literal pairs").add("bank", bank.key).add("data_batch", o.data_batch);
    std::string note = bank_clock.note();
    for (const LiteralBlock& block : blocks)
        if (block.few_shot) note += (note.empty() ? "" : "; ") + block.few_shot->text();
    bank_stage.finish(note);
    StageReporter stage(context.report, context.prefix + method_label("meta_model_net_literal"), "steps",
                        o.meta_steps * (last + 1) * static_cast<std::int64_t>(o.lambda.size()));
    const TrainingClock clock(context.cache);
    const auto make = [&](double lambda) {
        MetaVariant variant{.method = "meta_model_net_literal",
                            .pairs = literal_pairs(blocks, context.table.train.x, o.data_batch),
                            .pairs_key = pairs_key,
                            .rule = {.last_level = last, .nearest = o.entry_rule == "nearest"},
                            .shape = shape_of(o),
                            .steps = o.meta_steps,
                            .lambda = lambda,
                            .weight_decay = o.literal_weight_decay,
                            .strength = 1,
                            .weights = base.weights,
                            .prior = false};
        variant.shape.normalisation = o.literal_normalisation == "batch" ? Normalisation::batch : Normalisation::none;
        return variant;
    };
    AppliedVariant applied = train_variants(context, "lambda", o.lambda, stage, make);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
    report_chains(context, applied, measured_chains(blocks));
}

} // namespace whydah
