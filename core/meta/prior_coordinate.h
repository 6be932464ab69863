#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// Logit adjustment after training (Menon et al. 2021) as one more coordinate of a class's weights: theta_c = [w_c ;
/// -log(n_c / n)], while every image gets a constant 1. Lets MetaModelNet see the number of images behind a row. A
/// class without image gets a coordinate that keeps it from being predicted.
/// @param weights [C, D]   @param counts training images of each row's class   @param tau factor of the coordinate
/// (Menon et al., Eqn (9)); 0 leaves the classifier as it is but for classes without image   @return [C, D + 1]
torch::Tensor with_prior(const torch::Tensor& weights, const std::vector<std::int64_t>& counts, double tau = 1);
/// @param x [n, D]   @return [n, D + 1]
torch::Tensor with_one(const torch::Tensor& x);

} // namespace whydah
