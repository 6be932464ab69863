#pragma once

#include "core/classifier/classifier_training.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// Rows of the training part by class: [c] holds the rows with label c, ascending.
using ClassImages = std::vector<std::vector<std::int64_t>>;

ClassImages class_images(const torch::Tensor& labels, std::int64_t classes);
std::vector<std::int64_t> class_counts(const ClassImages& images);

/// Every class's images in random order: the first k are a k-shot sample of k distinct images.
ClassImages shuffled(const ClassImages& images, std::uint64_t seed);

/// The first `kept[c]` rows of each class.
ClassImages first_images(const ClassImages& images, const std::vector<std::int64_t>& kept);

/// Only these classes, in this order: class c of the result is labels[c].
ClassImages only_classes(const ClassImages& images, const std::vector<std::int64_t>& labels);

} // namespace whydah
