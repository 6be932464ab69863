#include "core/classifier/class_images.h"

#include "core/data/seed.h"

#include <algorithm>
#include <string>

namespace whydah {

ClassImages class_images(const torch::Tensor& labels, std::int64_t classes) {
    ClassImages images(static_cast<std::size_t>(classes));
    const torch::Tensor y = labels.to(torch::kCPU).contiguous();
    const auto* label = y.data_ptr<std::int64_t>();
    for (std::int64_t row = 0; row < y.size(0); ++row) images[static_cast<std::size_t>(label[row])].push_back(row);
    return images;
}

std::vector<std::int64_t> class_counts(const ClassImages& images) {
    std::vector<std::int64_t> counts;
    for (const auto& rows : images) counts.push_back(static_cast<std::int64_t>(rows.size()));
    return counts;
}

ClassImages shuffled(const ClassImages& images, std::uint64_t seed) {
    ClassImages out = images;
    for (std::size_t c = 0; c < out.size(); ++c)
        Random(seed_from(static_cast<std::int64_t>(seed), "class=" + std::to_string(c))).shuffle(out[c]);
    return out;
}

ClassImages first_images(const ClassImages& images, const std::vector<std::int64_t>& kept) {
    ClassImages out(images.size());
    for (std::size_t c = 0; c < images.size(); ++c) {
        const auto count = std::min<std::size_t>(images[c].size(), static_cast<std::size_t>(kept[c]));
        out[c].assign(images[c].begin(), images[c].begin() + static_cast<std::ptrdiff_t>(count));
    }
    return out;
}

ClassImages only_classes(const ClassImages& images, const std::vector<std::int64_t>& labels) {
    ClassImages out;
    for (std::int64_t label : labels) out.push_back(images[static_cast<std::size_t>(label)]);
    return out;
}

} // namespace whydah
