#include "records/interval.h"

#include <algorithm>
#include <cmath>

namespace whydah {

std::optional<Interval> wilson_interval(std::int64_t successes, std::int64_t n) {
    if (n <= 0) return std::nullopt;
    constexpr double z = 1.959963984540054; // P(|Z| <= z) = 0.95
    const auto tries = static_cast<double>(n);
    const double share = static_cast<double>(successes) / tries, squared = z * z;
    const double centre = (share + squared / (2 * tries)) / (1 + squared / tries);
    const double half =
        z / (1 + squared / tries) * std::sqrt(share * (1 - share) / tries + squared / (4 * tries * tries));
    // At 0 and at n, one end is exactly 0 or 1; rounding shall not put it outside.
    return Interval{successes == 0 ? 0 : std::max(0.0, centre - half),
                    successes == n ? 1 : std::min(1.0, centre + half)};
}

} // namespace whydah
