#include "core/meta/episode_bank.h"

#include "core/data/seed.h"
#include "core/meta/head_classes.h"
#include "core/meta/prior_coordinate.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

std::string name(const char* what, std::int64_t episode) {
    return std::string("episode=") + std::to_string(episode) + "/" + what;
}

/// Draws examples from a bank; MetaPairs::draw of the recommended recipe.
class EpisodeDraw {
public:
    EpisodeDraw(const EpisodeBank& bank, const torch::Tensor& x, const torch::Tensor& star,
                const std::vector<std::int64_t>& counts, const EpisodePairSettings& settings, double scale)
        : bank_(bank),
          x_(x),
          star_((settings.target.defined() ? settings.target : star) / scale),
          counts_(counts),
          settings_(settings),
          scale_(scale) {
        for (std::int64_t i = 0; i <= settings.rule().last_block(); ++i) {
            heads_.push_back(head_classes(counts, threshold_of(settings.only_level >= 0 ? settings.only_level : i)));
            std::erase_if(heads_.back(), [&](auto label) { return settings.holds_out(static_cast<std::size_t>(label)); });
            usable_.emplace_back();
            for (std::size_t s = 0; s < bank.level.size(); ++s)
                for (std::size_t c = 0; c < counts.size(); ++c)
                    if (learns_from(s, c, i)) {
                        usable_.back().push_back(s);
                        break;
                    }
        }
    }

    bool operator()(std::int64_t i, Random& random, MetaExample& example) const {
        const auto& usable = usable_[static_cast<std::size_t>(i)];
        if (usable.empty() || heads_[static_cast<std::size_t>(i)].size() < 2) return false; // nothing to tell apart
        const std::size_t s = usable[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(usable.size())))];
        const torch::Tensor weights = bank_.weights->get(static_cast<std::int64_t>(s));
        example.classifier = (settings_.prior ? with_prior(weights, bank_.kept[s]) : weights) / scale_;
        add_rows(i, s, example);
        add_images(i, s, random, example);
        return true;
    }

private:
    /// Is class c of episode s a cut one that training block i learns from?
    bool learns_from(std::size_t s, std::size_t c, std::int64_t i) const {
        const std::int64_t level = bank_.level[s][c];
        const bool wanted = settings_.only_level >= 0 ? level == settings_.only_level
                                                      : level >= i && level <= settings_.last_block;
        return wanted && !settings_.holds_out(c);
    }

    void add_rows(std::int64_t i, std::size_t s, MetaExample& example) const {
        std::vector<std::int64_t> targets;
        for (std::size_t c = 0; c < counts_.size(); ++c) {
            const std::int64_t level = bank_.level[s][c];
            const std::int64_t real = settings_.rule().level_of(counts_[c]);
            const bool cut = learns_from(s, c, i);
            const bool tail = level < 0 && real >= i && real <= settings_.last_block;
            if (!cut && !tail) continue;
            if (cut) {
                example.with_target.push_back(static_cast<std::int64_t>(example.place.size()));
                targets.push_back(static_cast<std::int64_t>(c));
            }
            example.place.push_back(static_cast<std::int64_t>(c));
            example.entry.push_back(settings_.rule().block_of(cut ? level : real));
        }
        const auto index = [&](const std::vector<std::int64_t>& rows) {
            return torch::tensor(rows, torch::kLong).to(x_.device());
        };
        example.theta = example.classifier.index_select(0, index(example.place));
        example.target = star_.index_select(0, index(targets));
    }

    void add_images(std::int64_t i, std::size_t s, Random& random, MetaExample& example) const {
        const auto& heads = heads_[static_cast<std::size_t>(i)];
        std::vector<std::int64_t> rows, labels;
        for (std::int64_t b = 0; b < settings_.data_batch; ++b) {
            const std::int64_t label =
                heads[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(heads.size())))];
            const auto c = static_cast<std::size_t>(label);
            const auto& images = bank_.images[s][c];
            const std::int64_t first =
                bank_.level[s][c] >= 0 ? bank_.kept[s][c] : 0; // a cut class: only what was cut away
            rows.push_back(images[static_cast<std::size_t>(
                first + random.below(static_cast<std::int64_t>(images.size()) - first))]);
            labels.push_back(label);
        }
        example.images = x_.index_select(0, torch::tensor(rows, torch::kLong).to(x_.device()));
        example.labels = torch::tensor(labels, torch::kLong).to(x_.device());
    }

    const EpisodeBank& bank_;
    torch::Tensor x_, star_;
    std::vector<std::int64_t> counts_;
    EpisodePairSettings settings_;
    double scale_;
    std::vector<std::vector<std::int64_t>> heads_; ///< [i] H_t
    std::vector<std::vector<std::size_t>> usable_; ///< [i] episodes with a class cut to level i or more
};

} // namespace

std::vector<std::int64_t> draw_cuts(const std::vector<std::int64_t>& counts, const EpisodeSettings& settings,
                                    std::int64_t episode) {
    Random random(seed_from(static_cast<std::int64_t>(settings.seed), name("cuts", episode)));
    std::vector<std::int64_t> level(counts.size(), -1);
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const std::int64_t deepest = deepest_cut(counts[c], settings.last_block);
        if (deepest >= 0 && random.uniform() < settings.cut_probability) level[c] = random.below(deepest + 1);
    }
    return level;
}

EpisodeBank draw_episodes(const ClassImages& images, const EpisodeSettings& settings) {
    const auto counts = class_counts(images);
    EpisodeBank bank;
    for (std::int64_t s = 0; s < settings.episodes; ++s) {
        bank.images.push_back(shuffled(images, seed_from(static_cast<std::int64_t>(settings.seed), name("images", s))));
        bank.level.push_back(draw_cuts(counts, settings, s));
        std::vector<std::int64_t> kept = counts;
        for (std::size_t c = 0; c < kept.size(); ++c)
            if (bank.level.back()[c] >= 0) kept[c] = shots_of(bank.level.back()[c]);
        bank.kept.push_back(std::move(kept));
    }
    return bank;
}

void fit_episodes(EpisodeBank& bank, const torch::Tensor& x, const EpisodeSettings& settings, std::int64_t threads,
                  const JobControl& control, const FitProgress& progress) {
    const auto classes = static_cast<std::int64_t>(bank.kept.front().size());
    bank.weights = std::make_unique<WeightStore>(settings.episodes, classes, x.size(1), settings.memory, x.device());
    const std::int64_t chunk = models_a_chunk(classes, x.size(1), settings.memory, threads);
    for (std::int64_t first = 0; first < settings.episodes; first += chunk) {
        std::vector<TrainingSet> sets;
        for (std::int64_t s = first; s < std::min(first + chunk, settings.episodes); ++s) {
            const auto e = static_cast<std::size_t>(s);
            sets.push_back({first_images(bank.images[e], bank.kept[e]),
                            seed_from(static_cast<std::int64_t>(settings.seed), name("fit", s))});
        }
        const FitProgress chunk_progress = [&](std::int64_t done) {
            if (progress) progress(first + done);
        };
        bank.weights->put(first, fit_classifiers(x, sets, settings.fit, threads, control, chunk_progress));
    }
}

EpisodeBank make_episodes(const torch::Tensor& x, const ClassImages& images, const EpisodeSettings& settings,
                          std::int64_t threads, const JobControl& control, const FitProgress& progress) {
    EpisodeBank bank = draw_episodes(images, settings);
    fit_episodes(bank, x, settings, threads, control, progress);
    return bank;
}

double weight_scale(const torch::Tensor& star) {
    const torch::Tensor squares = star.square().sum(1);
    const torch::Tensor filled = squares.masked_select(squares > 0);
    if (filled.numel() == 0) return 1;
    return std::sqrt(filled.mean().item<double>() / static_cast<double>(star.size(1)));
}

MetaPairs episode_pairs(const EpisodeBank& bank, const torch::Tensor& x, const torch::Tensor& star,
                        const std::vector<std::int64_t>& counts, const EpisodePairSettings& settings) {
    std::vector<std::int64_t> filled; // a class without images has no weights to speak of
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (counts[c] > 0) filled.push_back(static_cast<std::int64_t>(c));
    const double scale =
        settings.scale > 0
            ? settings.scale
            : weight_scale(star.index_select(0, torch::tensor(filled, torch::kLong).to(star.device())));
    return {settings.rule().last_block(), star.size(1), scale, EpisodeDraw(bank, x, star, counts, settings, scale)};
}

} // namespace whydah
