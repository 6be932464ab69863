#pragma once

#include "core/classifier/classifier_training.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// SGD from W = 0 never leaves the span of the n training images: W = A^T X with A [n, C]. With K = X X^T the scores of
/// image i are (K A)_i, a step touches only the drawn rows of A, and D drops out of every step: 2 B n C operations in
/// place of 4 B D C. The steps are the same ones, so is the result but for rounding.

/// Whether models first .. first + count - 1 cost less operations there: few images, many dimensions.
bool gram_space_is_cheaper(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                           std::int64_t count, const FitSettings& settings);

/// As fit_classifiers, for one group of models with the same number of images each, from W = 0, with the cross-entropy.
/// @return [count, C, D] float32   @throws Stopped
torch::Tensor fit_in_gram_space(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                                std::int64_t count, const FitSettings& settings, const JobControl& control);

} // namespace whydah
