#pragma once

#include "core/experiment/stage_cache.h"

#include <cstdint>

namespace whydah {

/// The first principal axes of the features, [K, D] float64, as principal_axes() gives them: from the cache, or made and
/// kept there. @param points [n, D]
torch::Tensor cached_axes(StageCache& cache, const torch::Tensor& points, std::int64_t count, std::int64_t threads);

} // namespace whydah
