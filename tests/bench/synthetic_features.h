#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah::bench {

/// Unit-norm features of `counts[c]` images a class around class centres that are the same for every seed. @return [n, D] float32, class by class
torch::Tensor synthetic_features(const std::vector<std::int64_t>& counts, std::int64_t dimension, std::uint64_t seed);
torch::Tensor labels_of(const std::vector<std::int64_t>& counts); ///< [n] int64

/// Training counts like SUN-397's after the paper's carving: C classes from `largest` down to 1, median 47.
std::vector<std::int64_t> sun_counts(std::int64_t classes);

/// Floating point operations a second of one float32 matrix product [256, D] x [D, C] on each of `threads` threads at
/// once: what a fit could reach at best. @return operations a second of all threads together
double gemm_rate(std::int64_t dimension, std::int64_t classes, std::int64_t threads);

} // namespace whydah::bench
