#pragma once

#include <torch/types.h>

namespace whydah {

/// tau-normalisation. Kang, Xie, Rohrbach, Yan, Gordo, Feng, Kalantidis: "Decoupling Representation and Classifier for
/// Long-Tailed Recognition", ICLR 2020, Eqn (3): w'_c = w_c / |w_c|^tau; the bias is dropped (there is none here).
/// tau = 0: the classifier as it is, 1: rows of length 1. A row of zeros stays.
/// @param weights [C, D]   @return [C, D]
torch::Tensor tau_normalised(const torch::Tensor& weights, double tau);

} // namespace whydah
