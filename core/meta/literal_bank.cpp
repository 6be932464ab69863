#include "core/meta/literal_bank.h"

#include "core/data/seed.h"
#include "core/meta/episode_bank.h"
#include "core/meta/head_classes.h"

#include <algorithm>
#include <numeric>
#include <sstream>

namespace whydah {
namespace {

std::uint64_t seed_of(const LiteralSettings& settings, std::int64_t block, const std::string& use) {
    return seed_from(static_cast<std::int64_t>(settings.seed), "kshot/i=" + std::to_string(block) + "/" + use);
}

/// S training sets of k random images of every class. @param images [C_t]
TrainingSet kshot_set(const ClassImages& images, const LiteralSettings& settings, std::int64_t block,
                      std::int64_t model) {
    const std::string s = "s=" + std::to_string(model);
    const std::vector<std::int64_t> kept(images.size(), shots_of(block));
    return {first_images(shuffled(images, seed_of(settings, block, s)), kept), seed_of(settings, block, s + "/fit")};
}

class LiteralDraw {
public:
    LiteralDraw(const std::vector<LiteralBlock>& bank, const torch::Tensor& x, std::int64_t data_batch, double scale)
        : bank_(bank),
          x_(x),
          data_batch_(data_batch),
          scale_(scale) {}

    bool operator()(std::int64_t i, Random& random, MetaExample& example) const {
        const std::int64_t level =
            i + random.below(static_cast<std::int64_t>(bank_.size()) - i); // multi-task over k = 2^i..2^N
        const LiteralBlock& block = bank_[static_cast<std::size_t>(level)];
        if (!block.few_shot) return false;
        const auto classes = static_cast<std::int64_t>(block.labels.size());
        example.theta = block.few_shot->get(random.below(block.few_shot->models())) / scale_;
        example.classifier = example.theta;
        example.target = block.star / scale_;
        example.entry.assign(static_cast<std::size_t>(classes), level);
        example.place.resize(static_cast<std::size_t>(classes));
        std::iota(example.place.begin(), example.place.end(), std::int64_t{0});
        example.with_target = example.place;
        add_images(block, random, example);
        return true;
    }

private:
    /// Image-label pairs at random from H_t: every image alike (Sec. 3.4).
    void add_images(const LiteralBlock& block, Random& random, MetaExample& example) const {
        std::vector<std::int64_t> ends;
        for (const auto& rows : block.images)
            ends.push_back((ends.empty() ? 0 : ends.back()) + static_cast<std::int64_t>(rows.size()));
        std::vector<std::int64_t> rows, labels;
        for (std::int64_t b = 0; b < data_batch_; ++b) {
            const std::int64_t at = random.below(ends.back());
            const auto c = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), at) - ends.begin());
            const std::int64_t first = c == 0 ? 0 : ends[c - 1];
            rows.push_back(block.images[c][static_cast<std::size_t>(at - first)]);
            labels.push_back(static_cast<std::int64_t>(c));
        }
        example.images = x_.index_select(0, torch::tensor(rows, torch::kLong).to(x_.device()));
        example.labels = torch::tensor(labels, torch::kLong).to(x_.device());
    }

    const std::vector<LiteralBlock>& bank_;
    torch::Tensor x_;
    std::int64_t data_batch_;
    double scale_;
};

} // namespace

std::vector<std::int64_t> parse_models(const std::string& text) {
    std::vector<std::int64_t> models;
    std::istringstream stream(text);
    for (std::string word; std::getline(stream, word, ',');) models.push_back(std::stoll(word));
    return models;
}

std::int64_t LiteralSettings::models_of(std::int64_t block) const {
    return models[std::min(static_cast<std::size_t>(block), models.size() - 1)];
}

std::int64_t LiteralSettings::all_models() const {
    std::int64_t all = 0;
    for (std::int64_t i = first_block; i <= last_block; ++i) all += models_of(i);
    return all;
}

LiteralBlock draw_literal_block(const ClassImages& images, std::int64_t block) {
    LiteralBlock drawn;
    drawn.labels = head_classes(class_counts(images), threshold_of(block));
    if (drawn.labels.size() >= 2) drawn.images = only_classes(images, drawn.labels);
    return drawn;
}

torch::Tensor fit_star(const LiteralBlock& drawn, const torch::Tensor& x, const LiteralSettings& settings,
                       std::int64_t block, std::int64_t threads, const JobControl& control) {
    return fit_classifiers(x, {{drawn.images, seed_of(settings, block, "star")}}, settings.many_shot, threads,
                           control)[0];
}

void fit_few_shot(LiteralBlock& drawn, const torch::Tensor& x, const LiteralSettings& settings, std::int64_t block,
                  std::int64_t threads, const JobControl& control, const FitProgress& progress) {
    const std::int64_t models = settings.models_of(block);
    // Each block gets an equal part of the budget.
    const auto classes = static_cast<std::int64_t>(drawn.labels.size());
    drawn.few_shot = std::make_unique<WeightStore>(models, classes, x.size(1),
                                                   settings.memory / (settings.last_block + 1), x.device());
    const std::int64_t chunk = models_a_chunk(classes, x.size(1), settings.memory, threads);
    for (std::int64_t first = 0; first < models; first += chunk) {
        std::vector<TrainingSet> sets;
        for (std::int64_t s = first; s < std::min(first + chunk, models); ++s)
            sets.push_back(kshot_set(drawn.images, settings, block, s));
        const FitProgress chunk_progress = [&](std::int64_t fitted) {
            if (progress) progress(first + fitted);
        };
        drawn.few_shot->put(first, fit_classifiers(x, sets, settings.few_shot, threads, control, chunk_progress));
    }
}

std::vector<LiteralBlock> make_literal_bank(const torch::Tensor& x, const ClassImages& images,
                                            const LiteralSettings& settings, std::int64_t threads,
                                            const JobControl& control, const FitProgress& progress) {
    std::vector<LiteralBlock> bank;
    std::int64_t done = 0;
    for (std::int64_t i = 0; i <= settings.last_block; ++i) {
        LiteralBlock block;
        if (i >= settings.first_block) block = draw_literal_block(images, i);
        if (block.labels.size() >= 2) {
            block.star = fit_star(block, x, settings, i, threads, control);
            fit_few_shot(block, x, settings, i, threads, control, [&](std::int64_t fitted) {
                if (progress) progress(done + fitted);
            });
        }
        if (i >= settings.first_block) done += settings.models_of(i);
        bank.push_back(std::move(block));
    }
    return bank;
}

MetaPairs literal_pairs(const std::vector<LiteralBlock>& bank, const torch::Tensor& x, std::int64_t data_batch) {
    std::vector<torch::Tensor> stars;
    for (const LiteralBlock& block : bank)
        if (block.star.defined()) stars.push_back(block.star);
    const double scale = stars.empty() ? 1 : weight_scale(torch::cat(stars));
    return {static_cast<std::int64_t>(bank.size()) - 1, x.size(1), scale, LiteralDraw(bank, x, data_batch, scale)};
}

} // namespace whydah
