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

std::string row_name(const std::string& method, bool recursive) {
    return recursive ? method + recursive_suffix : method;
}

MetaVariant recommended(const MethodContext& context, const EpisodeRun& run, const EpisodePairSettings& settings,
                        double lambda, bool recursive = false) {
    const MetaOptions& o = context.options.meta;
    return {.method = row_name(recommended_name(run.base_method), recursive),
            .pairs = pairs_of(context, run, settings, recursive),
            .pairs_key = pairs_key_of(run, settings, recursive),
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

/// Recall on held-out head classes for each of gate_strengths, the mean of two folds. @param nets [2] trained without
/// the fold's classes   @param level rows of this level are transformed, -1: all
std::vector<double> gate_scores(const EpisodeRun& run, std::vector<MetaModelNet>& nets,
                                const std::vector<EpisodePairSettings>& folds, double scale, std::int64_t level) {
    std::vector<double> score(gate_strengths.size(), 0);
    for (std::size_t f = 0; f < nets.size(); ++f) {
        const auto recall = held_out_recall(nets[f], run.bank, run.x, folds[f], scale, level);
        for (std::size_t i = 0; i < score.size(); ++i) score[i] += recall[i] / static_cast<double>(nets.size());
    }
    return score;
}

/// The best strength of those scores, told in the log.
double best_strength(const MethodContext& context, const std::string& of, const std::vector<double>& score) {
    const auto best = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    std::string text = of + ": strength " + option_text(gate_strengths[best]) +
                       " chosen on head classes kept out of training (";
    for (std::size_t i = 0; i < score.size(); ++i)
        text += (i ? ", " : "") + option_text(gate_strengths[i]) + ": " + fixed_text(100 * score[i], 2) + " %";
    context.report(LogLine{LogLine::Level::info, context.prefix + text + ")"});
    return gate_strengths[best];
}

/// Recipe (l): a by two folds over the head classes, without validation images.
void choose_strength(const MethodContext& context, const EpisodeRun& run, bool recursive, AppliedVariant& applied,
                     StageReporter& stage) {
    const MetaOptions& o = context.options.meta;
    MetaVariant& variant = applied.variant;
    std::int64_t steps = o.meta_steps * (run.last_block + 1) * static_cast<std::int64_t>(o.lambda.size()) * o.networks;
    std::vector<MetaModelNet> nets;
    std::vector<EpisodePairSettings> folds;
    for (const auto& held_out : gate_folds(context.counts, context.seed_for("gate"))) {
        folds.push_back(pair_settings(context, run));
        folds.back().held_out = held_out;
        MetaVariant fold = recommended(context, run, folds.back(), variant.lambda, recursive);
        fold.method += "+gate"; // its losses are curves of their own
        nets.push_back(train_net(context, fold, steps, stage));
        steps += fold.steps * (fold.pairs.last_block + 1);
    }
    std::vector<double> strengths;
    for (std::int64_t level = 0; o.gate_levels && level <= variant.rule.last_level; ++level)
        strengths.push_back(
            best_strength(context, variant.method + ", " + std::to_string(shots_of(level)) + " shots",
                          gate_scores(run, nets, folds, variant.pairs.scale, level)));
    variant.strength = strengths.empty() ? Strength(best_strength(context, variant.method,
                                                                  gate_scores(run, nets, folds, variant.pairs.scale, -1)))
                                         : Strength(std::move(strengths));
    applied.hallucination = apply_nets(context, applied.nets, variant);
}

using LiteralBank = std::vector<LiteralBlock>;

/// One bank of blocks 0..N for all; with `recursive` one for each block i, of blocks i..N, on its network's features.
struct LiteralBanks {
    std::vector<LiteralBank> banks;
    StageKey key; ///< of all that they depend on
};

LiteralBanks recursive_banks(const MethodContext& context, LiteralSettings settings, bool recursive) {
    const std::int64_t networks = recursive ? settings.last_block + 1 : 1;
    std::int64_t models = 0;
    for (settings.first_block = 0; settings.first_block < networks; ++settings.first_block)
        models += settings.all_models();
    settings.first_block = 0;
    StageReporter stage(context.report, context.prefix + (recursive ? "k-shot models, Recur FT" : "k-shot models"),
                        "models", models);
    const TrainingClock clock(context.cache);
    KeyedLiteralBank first =
        cached_literal_bank(context, settings, [&](std::int64_t fitted) { stage.progress(fitted); });
    LiteralBanks out{{}, StageKey("banks").add("first", first.key)};
    out.banks.push_back(std::move(first.blocks));
    std::int64_t done = settings.all_models();
    for (std::int64_t i = 1; i < networks; ++i) {
        settings.first_block = i;
        const torch::Tensor& x = context.network.of_block[static_cast<std::size_t>(i)];
        out.key.add("features of block", x); // the rest of what the bank depends on is the first one's
        out.banks.push_back(make_literal_bank(x, context.images, settings, context.threads, context.control,
                                              [&](std::int64_t fitted) { stage.progress(done + fitted); }));
        done += settings.all_models();
    }
    std::string note = clock.note();
    for (const LiteralBlock& block : out.banks.front())
        if (block.few_shot) note += (note.empty() ? "" : "; ") + block.few_shot->text();
    stage.finish(note);
    return out;
}

MetaPairs pairs_of(const MethodContext& context, const std::vector<LiteralBank>& banks) {
    const std::int64_t batch = context.options.meta.data_batch;
    std::vector<MetaPairs> pairs;
    for (std::size_t i = 0; i < banks.size(); ++i)
        pairs.push_back(literal_pairs(banks[i], i == 0 ? context.table.train.x : context.network.of_block[i], batch));
    return pairs.size() == 1 ? std::move(pairs.front()) : recursive_pairs(std::move(pairs));
}

} // namespace

void run_recommended(const MethodContext& context, const EpisodeRun& run, bool recursive) {
    const MetaOptions& o = context.options.meta;
    const auto nets = static_cast<std::int64_t>(o.lambda.size()) * o.networks + (o.strength_gate ? 2 : 0);
    const std::string name = row_name(recommended_name(run.base_method), recursive);
    StageReporter stage(context.report, context.prefix + method_label(name), "steps",
                        o.meta_steps * (run.last_block + 1) * nets);
    const std::vector<MeasuredChain> measured = measured_chains(run.bank, run.star, run.prior);
    std::shared_ptr<const TrainingWatch> watch;
    const TrainingClock clock(context.cache);
    AppliedVariant applied = train_variants(context, "lambda", o.lambda, stage, [&](double lambda) {
        MetaVariant variant = recommended(context, run, pair_settings(context, run), lambda, recursive);
        if (!watch) watch = watch_of(context, variant, measured);
        variant.watch = watch;
        return variant;
    });
    if (o.strength_gate) choose_strength(context, run, recursive, applied, stage);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
    report_chains(context, applied, measured);
    if (o.proximal && !recursive) run_proximal(context, applied, run);
}

void run_model_regression(const MethodContext& context, const EpisodeRun& run) {
    const MetaOptions& o = context.options.meta;
    StageReporter stage(context.report, context.prefix + method_label("model_regression"), "steps",
                        o.meta_steps * (run.last_block + 1) *
                            static_cast<std::int64_t>(o.regression_weight_decay.size()) * o.networks);
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
                        o.meta_steps * (run.last_block + 1) * static_cast<std::int64_t>(splits.size()) * o.networks);
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

void run_literal(const MethodContext& context, const ChosenFit& base, bool recursive) {
    const MetaOptions& o = context.options.meta;
    const std::int64_t last = last_block(context);
    const std::string name = row_name("meta_model_net_literal", recursive);
    LiteralSettings settings{.last_block = last,
                             .models = parse_models(o.literal_models),
                             .memory = bank_bytes(context) / (recursive ? last + 1 : 1),
                             .seed = context.seed_for("literal"),
                             .many_shot = context.shared_fit(base.weight_decay),
                             .few_shot = context.shared_fit(base.weight_decay)};
    settings.few_shot.steps = o.literal_steps;
    settings.few_shot.solver = o.literal_solver == "sgd" ? Solver::sgd : Solver::subspace;
    const LiteralBanks literal = recursive_banks(context, settings, recursive);
    const std::vector<LiteralBank>& banks = literal.banks;
    const StageKey pairs_key = StageKey("literal pairs").add("banks", literal.key).add("data_batch", o.data_batch);
    StageReporter stage(context.report, context.prefix + method_label(name), "steps",
                        o.meta_steps * (last + 1) * static_cast<std::int64_t>(o.lambda.size()) * o.networks);
    const std::vector<MeasuredChain> measured = measured_chains(banks.front());
    std::shared_ptr<const TrainingWatch> watch;
    const TrainingClock clock(context.cache);
    const auto make = [&](double lambda) {
        MetaVariant variant{.method = name,
                            .pairs = pairs_of(context, banks),
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
        if (!watch) watch = watch_of(context, variant, measured);
        variant.watch = watch;
        return variant;
    };
    AppliedVariant applied = train_variants(context, "lambda", o.lambda, stage, make);
    report_variant(context, applied, clock.seconds());
    stage.finish(clock.note());
    report_chains(context, applied, measured);
}

} // namespace whydah
