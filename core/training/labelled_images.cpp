#include "core/training/labelled_images.h"

#include <unordered_map>

namespace whydah {

std::vector<LabelledImage> labelled_images(const Manifest& manifest, const std::vector<std::int64_t>& samples) {
    std::vector<LabelledImage> images;
    images.reserve(samples.size());
    for (std::int64_t index : samples) {
        const Sample& sample = manifest.samples[static_cast<std::size_t>(index)];
        images.push_back({sample.image, sample.label});
    }
    return images;
}

std::vector<LabelledImage> only_classes(const std::vector<LabelledImage>& images,
                                        const std::vector<std::int64_t>& classes) {
    std::unordered_map<std::int64_t, std::int64_t> place;
    for (std::size_t c = 0; c < classes.size(); ++c) place[classes[c]] = static_cast<std::int64_t>(c);
    std::vector<LabelledImage> kept;
    for (const LabelledImage& item : images)
        if (const auto found = place.find(item.label); found != place.end())
            kept.push_back({item.image, found->second});
    return kept;
}

} // namespace whydah
