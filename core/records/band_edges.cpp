#include "records/band_edges.h"

#include <algorithm>
#include <limits>

namespace whydah {
namespace {

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// The largest n for which exactly the first `place` classes have more than n images, and the smallest one.
struct Limits {
    std::int64_t low, high;
};
Limits limits_at(const std::vector<std::int64_t>& falling, std::size_t place) {
    return {.low = place < falling.size() ? falling[place] : 0, .high = place > 0 ? falling[place - 1] - 1 : no_limit};
}

bool is_between_numbers(const std::vector<std::int64_t>& falling, std::int64_t place) {
    const auto at = static_cast<std::size_t>(place);
    if (place == static_cast<std::int64_t>(falling.size())) return falling.back() > 0; // a limit of -1 is none
    return place == 0 || falling[at - 1] > falling[at];
}

std::size_t nearest_place(const std::vector<std::int64_t>& falling, std::int64_t wanted) {
    const auto classes = static_cast<std::int64_t>(falling.size());
    wanted = std::clamp<std::int64_t>(wanted, 0, classes);
    for (std::int64_t away = 0;; ++away)
        for (std::int64_t place : {wanted - away, wanted + away})
            if (place >= 0 && place <= classes && is_between_numbers(falling, place))
                return static_cast<std::size_t>(place);
}

} // namespace

std::int64_t edge_place(const BandRule& rule, const std::vector<std::int64_t>& falling, BandEdge edge) {
    const auto sizes = band_sizes(rule.bands_of(falling));
    return edge == BandEdge::many_medium ? sizes[0] : sizes[0] + sizes[1];
}

BandRule with_edge_at(const BandRule& rule, const std::vector<std::int64_t>& falling, BandEdge edge,
                      std::int64_t place) {
    if (falling.empty()) return rule;
    // Both limits as "more than n": many has more than many_above, few has not more than few_below - 1.
    std::int64_t above = rule.many_above, not_few = rule.few_below - 1;
    if (rule.by_rank) {
        above = limits_at(falling, nearest_place(falling, edge_place(rule, falling, BandEdge::many_medium))).low;
        not_few = limits_at(falling, nearest_place(falling, edge_place(rule, falling, BandEdge::medium_few))).low;
    }
    const Limits at = limits_at(falling, nearest_place(falling, place));
    if (edge == BandEdge::many_medium) {
        above = std::clamp(above, at.low, at.high);
        not_few = std::min(not_few, above);
    } else {
        not_few = std::clamp(not_few, at.low, at.high);
        above = std::max(above, not_few);
    }
    return {.many_above = above, .few_below = not_few + 1, .by_rank = false};
}

} // namespace whydah
