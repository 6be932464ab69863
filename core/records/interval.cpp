#include "records/difference_interval.h"

namespace whydah {

std::optional<Interval> wilson_interval(std::int64_t successes, std::int64_t n) {
    if (n <= 0) return std::nullopt;
    return wilson_interval_of_share(static_cast<double>(successes) / static_cast<double>(n), static_cast<double>(n));
}

} // namespace whydah
