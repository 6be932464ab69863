#pragma once

#include "core/classifier/classifier_training.h"

#include <torch/types.h>

#include <cstdint>

namespace whydah {

struct LbfgsFit {
    torch::Tensor weights;       ///< [C, D] float32
    std::int64_t iterations = 0; ///< each but the first a product with the Gram matrix
};

/// The softmax classifier without bias that minimises mean cross-entropy + weight_decay / 2 |W|^2 over all its images, by
/// L-BFGS (Liu and Nocedal 1989) from W = 0. Every iterate is W = A^T X with A [n, C], so nothing but the scores K A, K =
/// X X^T, is ever needed: an iteration costs one product [n, n] x [n, C] where scikit-learn and others have two with [n,
/// D] x [D, C] and steps over all C D weights. With many images K is not formed, its product is made of two with X.
/// The length of the first step is searched for along the whole ray, which needs no product. Ends after settings.steps
/// iterations, or when two in a row have gained less than 1e-4 together. No chance in it.
/// @param x [n, D] float32 features of all images   @param settings of those that count here: steps, weight_decay
/// @throws Stopped
LbfgsFit fit_by_lbfgs(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                      const JobControl& control);

} // namespace whydah
