#pragma once

#include "core/training/labelled_images.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace whydah {

/// Which images an epoch shows, in order: indices into the training images. The same epoch always gives the same.
using Sampling = std::function<std::vector<std::int64_t>(std::int64_t epoch)>;

/// Every image once, shuffled.
Sampling plain_sampling(std::int64_t images, std::uint64_t seed);

/// As many images as there are, every class equally often ("label shuffling", Shen et al. 2016): classes take turns in
/// random order, each walks through its own images in random order and begins anew after the last.
Sampling class_balanced_sampling(const std::vector<LabelledImage>& images, std::uint64_t seed);

} // namespace whydah
