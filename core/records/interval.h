#pragma once

#include <cstdint>
#include <optional>

namespace whydah {

struct Interval {
    double low = 0, high = 0;
};

/// Wilson's 95 % interval of a share (Wilson 1927), 0..1; nothing for n = 0.
std::optional<Interval> wilson_interval(std::int64_t successes, std::int64_t n);

} // namespace whydah
