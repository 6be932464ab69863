#pragma once

#include "core/data/manifest.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// An image to train on.
struct LabelledImage {
    ImageRef image;
    std::int64_t label = 0; ///< 0..C-1
};

/// The samples with these indices.
std::vector<LabelledImage> labelled_images(const Manifest& manifest, const std::vector<std::int64_t>& samples);

/// Only images of these classes, in their order; class c of the result is classes[c] (the head classes of Sec. 3.4).
std::vector<LabelledImage> only_classes(const std::vector<LabelledImage>& images,
                                        const std::vector<std::int64_t>& classes);

} // namespace whydah
