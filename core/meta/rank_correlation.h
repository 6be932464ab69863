#pragma once

#include <span>
#include <vector>

namespace whydah {

/// Ranks 1..n of the values; equal ones share their mean rank.
std::vector<double> ranks_of(std::span<const double> values);

/// Pearson's correlation; NaN if one side does not vary.
double correlation(std::span<const double> a, std::span<const double> b);

} // namespace whydah
