#pragma once

#include "core/classifier/classifier_training.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// About what the fit of the first `count` models takes beside x and its result, bytes.
std::int64_t bytes_of_fit(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t count,
                          const FitSettings& settings);

/// So many fits of this size, each on a thread, take no more than half of what is free; one always may.
/// @param free bytes; -1: not known
std::int64_t fits_at_a_time(std::int64_t bytes, std::int64_t free);

} // namespace whydah
