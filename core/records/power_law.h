#pragma once

#include <cstdint>
#include <vector>

namespace whydah {

/// Training images of the classes of a long tail that is known by three numbers, largest class first: Zipf-Mandelbrot,
/// n(r) = a (r + q)^-s for the ranks r = 1..C, with a, q and s such that n(1), the median and n(C) are as asked.
/// The paper's Places-205 (Sec. 4.3: "5-9,900 images per class (median 73)", the distribution of SUN with p^2, twice
/// the slope in the log-log plot) is given by these numbers only; the curve between them is ours. The median of an
/// exponential tail, sqrt(largest * smallest), is the largest possible one and comes with q to infinity.
/// @param classes 3 or more   @return [classes], falling
/// @throws Error naming the option if 1 <= smallest < median <= sqrt(largest * smallest) does not hold
std::vector<std::int64_t> power_law_counts(std::int64_t classes, std::int64_t largest, std::int64_t median,
                                           std::int64_t smallest);

} // namespace whydah
