#include "core/baselines/baseline.h"

#include "core/data/seed.h"

#include <algorithm>

namespace whydah {

std::int64_t median_count(const ClassImages& images) {
    std::vector<std::int64_t> counts;
    for (const auto& rows : images)
        if (!rows.empty()) counts.push_back(static_cast<std::int64_t>(rows.size()));
    if (counts.empty()) return 0;
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>((counts.size() - 1) / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    return *middle;
}

BaselineFit under_sampling(const ClassImages& images, const FitSettings& shared, std::uint64_t seed) {
    const std::vector<std::int64_t> cap(images.size(), median_count(images));
    const auto order = seed_from(static_cast<std::int64_t>(seed), "under-sampling");
    return {{first_images(shuffled(images, order), cap), seed}, shared};
}

} // namespace whydah
