#include "core/baselines/sampling.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

constexpr std::int64_t images_in_a_row = 4; // of one class, class_aware (the reference's num_samples_cls)

std::vector<double> powers(const std::vector<std::int64_t>& counts, double q) {
    std::vector<double> p;
    double sum = 0;
    for (std::int64_t n : counts) sum += p.emplace_back(n > 0 ? std::pow(static_cast<double>(n), q) : 0);
    for (double& value : p) value = sum > 0 ? value / sum : 0;
    return p;
}

} // namespace

std::span<const SamplingEntry> sampling_list() {
    static constexpr std::array list{SamplingEntry{"image", Sampling::image},
                                     SamplingEntry{"class_balanced", Sampling::class_balanced},
                                     SamplingEntry{"square_root", Sampling::square_root},
                                     SamplingEntry{"progressive", Sampling::progressive},
                                     SamplingEntry{"class_aware", Sampling::class_aware}};
    return list;
}

std::vector<double> class_probabilities(Sampling sampling, const std::vector<std::int64_t>& counts, double progress) {
    if (sampling == Sampling::image) return powers(counts, 1);
    if (sampling == Sampling::square_root) return powers(counts, 0.5);
    std::vector<double> balanced = powers(counts, 0);
    if (sampling != Sampling::progressive) return balanced;
    const std::vector<double> image = powers(counts, 1);
    for (std::size_t c = 0; c < balanced.size(); ++c)
        balanced[c] = (1 - progress) * image[c] + progress * balanced[c];
    return balanced;
}

ImageSampler::ImageSampler(const std::vector<std::vector<std::int64_t>>& rows, Sampling sampling, std::uint64_t seed)
    : sampling_(sampling),
      random_(seed) {
    for (std::size_t c = 0; c < rows.size(); ++c) {
        if (rows[c].empty()) continue;
        starts_.push_back(static_cast<std::int64_t>(images_.size()));
        for (std::int64_t row : rows[c]) images_.emplace_back(row, static_cast<std::int64_t>(c));
        root_ends_.push_back((root_ends_.empty() ? 0 : root_ends_.back()) +
                             std::sqrt(static_cast<double>(rows[c].size())));
    }
    assert(!images_.empty());
    starts_.push_back(static_cast<std::int64_t>(images_.size()));
    round_.resize(starts_.size() - 1);
    std::iota(round_.begin(), round_.end(), std::size_t{0});
}

std::size_t ImageSampler::filled_class_at_root(double place) const {
    const auto end = std::upper_bound(root_ends_.begin(), root_ends_.end(), place);
    return std::min(static_cast<std::size_t>(end - root_ends_.begin()), root_ends_.size() - 1);
}

std::size_t ImageSampler::next_class_of_round() {
    const auto at = drawn_++ / images_in_a_row % static_cast<std::int64_t>(round_.size());
    if (at == 0 && (drawn_ - 1) % images_in_a_row == 0) random_.shuffle(round_);
    return round_[static_cast<std::size_t>(at)];
}

std::pair<std::int64_t, std::int64_t> ImageSampler::draw(double progress) {
    const auto filled = static_cast<std::int64_t>(starts_.size()) - 1;
    const bool by_image =
        sampling_ == Sampling::image || (sampling_ == Sampling::progressive && random_.uniform() >= progress);
    std::int64_t first = 0, end = starts_.back();
    if (!by_image) {
        const std::size_t c = sampling_ == Sampling::square_root ? filled_class_at_root(random_.uniform() * root_ends_.back())
                              : sampling_ == Sampling::class_aware
                                  ? next_class_of_round()
                                  : static_cast<std::size_t>(random_.below(filled));
        first = starts_[c], end = starts_[c + 1];
    }
    return images_[static_cast<std::size_t>(first + random_.below(end - first))];
}

} // namespace whydah
