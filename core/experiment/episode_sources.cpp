#include "core/experiment/cached_stages.h"
#include "core/experiment/meta_variant.h"
#include "core/experiment/method_fits.h"
#include "core/experiment/training_clock.h"
#include "core/meta/prior_coordinate.h"

#include <utility>

namespace whydah {
namespace {

constexpr std::int64_t smallest_half = 10;  // of a class that is split: room for a cut to 1, 2 and 4 images at least
constexpr std::int64_t smallest_merged = 3; // what can be cut at all

/// Rows of the options' target method for these classes; nothing for the base method's own.
torch::Tensor target_rows(const MethodContext& context, const ChosenFit& base, const EpisodeRun& run,
                          const ClassImages& images, const std::string& use) {
    const std::string& method = context.options.meta.target_method;
    if (method == "base" || method == run.base_method) return {};
    const double own = own_values(method, context.options.classifier.loss).values.front();
    const FitSettings fit = method_fit(context, method, base.weight_decay, own).settings;
    const TrainingSet set{images, context.seed_for("fit/" + method + use)};
    const torch::Tensor rows = cached_fit(context, method, set, fit);
    // What it does for rare classes is in its loss: no prior beside it.
    return run.prior ? with_prior(rows, class_counts(images), 0) : rows;
}

} // namespace

void add_targets(const MethodContext& context, const ChosenFit& base, EpisodeRun& run) {
    run.target = target_rows(context, base, run, context.images, "");
}

void add_pseudo_classes(const MethodContext& context, const ChosenFit& base, EpisodeSettings settings,
                        EpisodeRun& run) {
    const std::string& how = context.options.meta.pseudo_classes;
    if (how == "none") return;
    const torch::Tensor& x = context.table.train.x;
    auto pseudo = std::make_unique<EpisodeRun::Pseudo>();
    pseudo->classes = how == "split"
                          ? split_classes(x, context.images, smallest_half, context.seed_for("pseudo-classes"))
                          : merge_classes(context.images, smallest_merged, context.seed_for("pseudo-classes"));
    const ClassImages& images = pseudo->classes.images;
    pseudo->counts = class_counts(images);
    context.report(LogLine{LogLine::Level::info, context.prefix + "pseudo-classes (" + how +
                                                     "): " + std::to_string(images.size()) + " of " +
                                                     std::to_string(context.images.size()) + " classes"});
    settings.seed = context.seed_for("episodes/pseudo-classes");
    StageReporter stage(context.report, context.prefix + pseudo_stage(run.base_method), "classifiers",
                        settings.episodes + 1);
    const TrainingClock clock(context.cache);
    const TrainingSet all{images, context.seed_for("fit/pseudo-classes")};
    const torch::Tensor star = cached_fit(context, "of pseudo-classes", all, settings.fit);
    stage.progress(1);
    pseudo->star = run.prior ? with_prior(star, pseudo->counts) : star;
    pseudo->target = target_rows(context, base, run, images, "/pseudo-classes");
    KeyedEpisodes keyed = cached_episodes(context, images, run.base_method, settings,
                                          [&](std::int64_t done) { stage.progress(1 + done); });
    pseudo->bank = std::move(keyed.bank), pseudo->bank_key = std::move(keyed.key);
    stage.finish(pseudo->bank.weights->text() + (clock.note().empty() ? "" : ", " + clock.note()));
    run.pseudo = std::move(pseudo);
}

StageKey pairs_key_of(const EpisodeRun& run, const EpisodePairSettings& settings, bool recursive) {
    StageKey key = StageKey("pairs of episodes").add("bank", run.bank_key).add("star", run.star).add(settings);
    if (recursive) {
        for (const Episodes& later : run.later_blocks) key.add("features of block", later.x).add("star", later.star);
    } else if (run.pseudo) {
        key.add("pseudo bank", run.pseudo->bank_key).add("pseudo star", run.pseudo->star);
        key.add("pseudo target", run.pseudo->target).add("sources", run.pseudo->classes.sources);
    }
    return key;
}

MetaPairs pairs_of(const MethodContext& context, const EpisodeRun& run, const EpisodePairSettings& settings,
                   bool recursive) {
    if (recursive) { // each network has its own rows: those of the first one's targets and pseudo-classes do not fit
        EpisodePairSettings plain = settings;
        plain.target = torch::Tensor();
        std::vector<MetaPairs> pairs{episode_pairs(run.bank, run.x, run.star, context.counts, plain)};
        for (const Episodes& later : run.later_blocks)
            pairs.push_back(episode_pairs(later.bank, later.x, later.star, context.counts, plain));
        return recursive_pairs(std::move(pairs));
    }
    MetaPairs own = episode_pairs(run.bank, run.x, run.star, context.counts, settings);
    if (!run.pseudo) return own;
    EpisodePairSettings more = settings;
    more.target = run.pseudo->target, more.scale = own.scale;
    more.held_out = held_out_pseudo(run.pseudo->classes, settings.held_out);
    MetaPairs pseudo = episode_pairs(run.pseudo->bank, run.x, run.pseudo->star, run.pseudo->counts, more);
    return any_of({std::move(own), std::move(pseudo)});
}

} // namespace whydah
