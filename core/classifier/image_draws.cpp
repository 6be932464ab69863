#include "core/classifier/image_draws.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace whydah {
namespace {

constexpr std::int64_t most_draws = 1 << 20; // images kept at a time: 24 MB
constexpr double first_part = 0.6;           // of the steps, before the learning rate drops

/// The set's places class by class: a sampler of these draws places.
std::vector<std::vector<std::int64_t>> places_of(const TrainingSet& set) {
    std::vector<std::vector<std::int64_t>> places(set.rows.size());
    std::int64_t next = 0;
    for (std::size_t c = 0; c < places.size(); ++c)
        for (std::size_t i = 0; i < set.rows[c].size(); ++i) places[c].push_back(next++);
    assert(next > 0);
    return places;
}

} // namespace

std::int64_t images_in(const TrainingSet& set) {
    std::int64_t images = 0;
    for (const auto& rows : set.rows) images += static_cast<std::int64_t>(rows.size());
    return images;
}

SetImages images_of(const TrainingSet& set) {
    SetImages images;
    for (std::size_t c = 0; c < set.rows.size(); ++c)
        for (std::int64_t row : set.rows[c]) {
            images.rows.push_back(row);
            images.labels.push_back(static_cast<std::int64_t>(c));
        }
    return images;
}

ImageDraws::ImageDraws(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
                       const FitSettings& settings, torch::Device device)
    : steps_(settings.steps),
      batch_(settings.batch),
      steps_at_once_(std::max<std::int64_t>(1, most_draws / (count * settings.batch))),
      device_(device) {
    for (std::int64_t g = 0; g < count; ++g) {
        const TrainingSet& set = sets[static_cast<std::size_t>(first + g)];
        models_.push_back({images_of(set), ImageSampler(places_of(set), settings.sampling, set.seed)});
    }
}

void ImageDraws::draw_more(std::int64_t first_step, std::int64_t steps) {
    const auto count = static_cast<std::int64_t>(models_.size());
    torch::Tensor rows = torch::empty({steps, count * batch_}, torch::kLong);
    torch::Tensor labels = torch::empty_like(rows), places = torch::empty_like(rows);
    auto* const row = rows.data_ptr<std::int64_t>();
    auto* const label = labels.data_ptr<std::int64_t>();
    auto* const place = places.data_ptr<std::int64_t>();
    for (std::int64_t t = 0; t < steps; ++t) {
        const double progress = static_cast<double>(first_step + t) / static_cast<double>(steps_);
        for (std::int64_t g = 0; g < count; ++g) {
            Model& model = models_[static_cast<std::size_t>(g)];
            for (std::int64_t b = 0, at = (t * count + g) * batch_; b < batch_; ++b, ++at) {
                std::tie(place[at], label[at]) = model.sampler.draw(progress);
                row[at] = model.images.rows[static_cast<std::size_t>(place[at])];
            }
        }
    }
    rows_ = rows.to(device_), labels_ = labels.to(device_), places_ = places.to(device_);
}

StepDraws ImageDraws::step(std::int64_t t) {
    const std::int64_t at = t % steps_at_once_;
    if (at == 0) draw_more(t, std::min(steps_at_once_, steps_ - t));
    return {rows_[at], labels_[at], places_[at]};
}

double learning_rate_at(const FitSettings& settings, std::int64_t step) {
    const bool late = static_cast<double>(step) >= first_part * static_cast<double>(settings.steps);
    return settings.learning_rate * (late ? 0.1 : 1.0);
}

} // namespace whydah
