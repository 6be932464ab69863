#pragma once

#include "core/baselines/sampling.h"
#include "core/training/labelled_images.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace whydah {

/// Which images an epoch (0, 1, ...) shows, in order: indices into the training images. The same epoch always gives the
/// same.
using EpochOrder = std::function<std::vector<std::int64_t>(std::int64_t epoch)>;

/// Every image once, shuffled.
EpochOrder plain_order(std::int64_t images, std::uint64_t seed);

/// As many images as there are, every class equally often ("label shuffling", Shen et al. 2016): classes take turns in
/// random order, each walks through its own images in random order and begins anew after the last.
EpochOrder balanced_order(const std::vector<LabelledImage>& images, std::uint64_t seed);

/// As many images as there are, drawn with replacement (core/baselines/sampling.h) with t = epoch and T = epochs, as
/// Kang et al. 2020 count them.
EpochOrder drawn_order(const std::vector<LabelledImage>& images, Sampling sampling, std::int64_t epochs,
                       std::uint64_t seed);

/// By the option network_sampling: "plain", "balanced", or drawn by a name of sampling_list.
EpochOrder epoch_order(const std::string& name, const std::vector<LabelledImage>& images, std::int64_t epochs,
                       std::uint64_t seed);

} // namespace whydah
