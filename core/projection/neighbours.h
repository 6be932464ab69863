#pragma once

#include "core/experiment/job_control.h"
#include "core/projection/affinities.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// Exact k nearest neighbours: candidates by matrix products in float32, block by block, then their distances in
/// double.
/// @param points [n, D] float32 on the CPU, finite   @param count k, 1..n-1   @throws Stopped
Neighbours nearest_neighbours(const torch::Tensor& points, std::int64_t count, const JobControl& control);

/// All squared distances in double, [n, n]. @param points [n, D]
std::vector<double> squared_distances(const torch::Tensor& points);

} // namespace whydah
