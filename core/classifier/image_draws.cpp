#include "core/classifier/image_draws.h"

#include <algorithm>
#include <cassert>

namespace whydah {
namespace {

constexpr std::int64_t most_draws = 1 << 20; // images kept at a time: 24 MB
constexpr double first_part = 0.6;           // of the steps, before the learning rate drops

} // namespace

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
      balanced_(settings.class_balanced),
      device_(device) {
    for (std::int64_t g = 0; g < count; ++g) {
        const TrainingSet& set = sets[static_cast<std::size_t>(first + g)];
        Model model{images_of(set), {0}, Random(set.seed)};
        for (const auto& rows : set.rows)
            if (!rows.empty()) model.starts.push_back(model.starts.back() + static_cast<std::int64_t>(rows.size()));
        assert(!model.images.rows.empty());
        models_.push_back(std::move(model));
    }
}

std::int64_t ImageDraws::draw(Model& model) const {
    std::int64_t first = 0, end = model.starts.back();
    if (balanced_) {
        const auto classes = static_cast<std::int64_t>(model.starts.size()) - 1;
        const auto c = static_cast<std::size_t>(model.random.below(classes));
        first = model.starts[c], end = model.starts[c + 1];
    }
    return first + model.random.below(end - first);
}

void ImageDraws::draw_more(std::int64_t steps) {
    const auto count = static_cast<std::int64_t>(models_.size());
    torch::Tensor rows = torch::empty({steps, count * batch_}, torch::kLong);
    torch::Tensor labels = torch::empty_like(rows), places = torch::empty_like(rows);
    auto* const row = rows.data_ptr<std::int64_t>();
    auto* const label = labels.data_ptr<std::int64_t>();
    auto* const place = places.data_ptr<std::int64_t>();
    for (std::int64_t t = 0; t < steps; ++t)
        for (std::int64_t g = 0; g < count; ++g) {
            Model& model = models_[static_cast<std::size_t>(g)];
            for (std::int64_t b = 0, at = (t * count + g) * batch_; b < batch_; ++b, ++at) {
                place[at] = draw(model);
                row[at] = model.images.rows[static_cast<std::size_t>(place[at])];
                label[at] = model.images.labels[static_cast<std::size_t>(place[at])];
            }
        }
    rows_ = rows.to(device_), labels_ = labels.to(device_), places_ = places.to(device_);
}

StepDraws ImageDraws::step(std::int64_t t) {
    const std::int64_t at = t % steps_at_once_;
    if (at == 0) draw_more(std::min(steps_at_once_, steps_ - t));
    return {rows_[at], labels_[at], places_[at]};
}

double learning_rate_at(const FitSettings& settings, std::int64_t step) {
    const bool late = static_cast<double>(step) >= first_part * static_cast<double>(settings.steps);
    return settings.learning_rate * (late ? 0.1 : 1.0);
}

} // namespace whydah
