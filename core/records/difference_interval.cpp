#include "records/difference_interval.h"

#include <algorithm>
#include <cmath>

namespace whydah {

Interval wilson_interval_of_share(double share, double n) {
    constexpr double z = 1.959963984540054; // P(|Z| <= z) = 0.95
    const double squared = z * z;
    const double centre = (share + squared / (2 * n)) / (1 + squared / n);
    const double half = z / (1 + squared / n) * std::sqrt(share * (1 - share) / n + squared / (4 * n * n));
    // At 0 and at n, one end is exactly 0 or 1; rounding shall not put it outside.
    return Interval{share <= 0 ? 0 : std::max(0.0, centre - half), share >= 1 ? 1 : std::min(1.0, centre + half)};
}

Interval newcombe_interval(double share, double n, double other, double other_n) {
    const Interval a = wilson_interval_of_share(share, n), b = wilson_interval_of_share(other, other_n);
    const double difference = share - other;
    return {difference - std::hypot(share - a.low, b.high - other),
            difference + std::hypot(a.high - share, other - b.low)};
}

} // namespace whydah
