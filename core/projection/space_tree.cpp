#include "core/projection/space_tree.h"

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

template <int D>
constexpr int levels = 30 / D; ///< bits of a code along each axis: 15 in 2-D, 10 in 3-D

/// Interleaves the bits of the axes' places, highest first.
template <int D>
std::uint32_t morton(const std::array<std::uint32_t, D>& place) {
    std::uint32_t code = 0;
    for (int bit = levels<D> - 1; bit >= 0; --bit)
        for (int axis = 0; axis < D; ++axis) code = code << 1 | (place[static_cast<std::size_t>(axis)] >> bit & 1U);
    return code;
}

/// Sorts by the upper 32 bits, stable: radix sort in three passes of 11 bits.
void sort_keys(std::vector<std::uint64_t>& keys, std::vector<std::uint64_t>& spare) {
    constexpr int bits = 11, buckets = 1 << bits;
    spare.resize(keys.size());
    for (int shift = 32; shift < 32 + 3 * bits; shift += bits) {
        std::array<std::size_t, buckets> place{};
        for (std::uint64_t key : keys) ++place[key >> shift & (buckets - 1)];
        std::size_t sum = 0;
        for (std::size_t& count : place) sum += std::exchange(count, sum);
        for (std::uint64_t key : keys) spare[place[key >> shift & (buckets - 1)]++] = key;
        keys.swap(spare);
    }
}

} // namespace

template <int D>
void SpaceTree<D>::sort_points(const Coordinates<D>& points) {
    const std::size_t n = points[0].size();
    std::array<float, D> low{};
    float width = 0;
    for (std::size_t axis = 0; axis < D; ++axis) {
        const auto [least, most] = std::minmax_element(points[axis].begin(), points[axis].end());
        low[axis] = *least;
        width = std::max(width, *most - *least);
    }
    constexpr auto cells_a_side = static_cast<float>(1 << levels<D>);
    const float scale = width > 0 ? cells_a_side / width : 0;
    keys_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        std::array<std::uint32_t, D> place;
        for (std::size_t axis = 0; axis < D; ++axis)
            place[axis] =
                static_cast<std::uint32_t>(std::clamp((points[axis][i] - low[axis]) * scale, 0.0F, cells_a_side - 1));
        keys_[i] = std::uint64_t{morton<D>(place)} << 32 | i;
    }
    sort_keys(keys_, spare_);
    order_.resize(n), codes_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        codes_[i] = static_cast<std::uint32_t>(keys_[i] >> 32);
        order_[i] = static_cast<std::int32_t>(keys_[i] & 0xffffffffU);
    }
    for (std::size_t axis = 0; axis < D; ++axis) {
        sorted_[axis].resize(n);
        for (std::size_t i = 0; i < n; ++i) sorted_[axis][i] = points[axis][static_cast<std::size_t>(order_[i])];
    }
}

template <int D>
typename SpaceTree<D>::Box SpaceTree<D>::add_cell(std::int32_t begin, std::int32_t end, int level) {
    const auto digit = [](std::uint32_t code, int of_level) {
        return code >> (D * (levels<D> - 1 - of_level)) & ((1U << D) - 1);
    };
    // Levels on which all points lie in the same part need no cell of their own.
    while (level < levels<D> && digit(codes_[static_cast<std::size_t>(begin)], level) ==
                                    digit(codes_[static_cast<std::size_t>(end - 1)], level))
        ++level;
    const std::size_t here = cells_.size();
    cells_.push_back({.mass = static_cast<float>(end - begin), .first = begin});
    std::array<double, D> sum{};
    Box box{};
    if (end - begin <= leaf_points || level >= levels<D>) {
        cells_[here].leaf = true;
        for (std::size_t axis = 0; axis < D; ++axis) {
            const auto from = sorted_[axis].begin() + begin, to = sorted_[axis].begin() + end;
            const auto [least, most] = std::minmax_element(from, to);
            box.low[axis] = *least, box.high[axis] = *most;
            for (auto at = from; at != to; ++at) sum[axis] += static_cast<double>(*at);
        }
    } else {
        bool first = true;
        for (std::int32_t from = begin; from < end;) {
            const std::uint32_t part = digit(codes_[static_cast<std::size_t>(from)], level);
            const auto to = static_cast<std::int32_t>(
                std::partition_point(codes_.begin() + from, codes_.begin() + end,
                                     [&](std::uint32_t code) { return digit(code, level) <= part; }) -
                codes_.begin());
            const std::size_t child = cells_.size();
            const Box inner = add_cell(from, to, level + 1);
            for (std::size_t axis = 0; axis < D; ++axis) {
                box.low[axis] = first ? inner.low[axis] : std::min(box.low[axis], inner.low[axis]);
                box.high[axis] = first ? inner.high[axis] : std::max(box.high[axis], inner.high[axis]);
                sum[axis] += static_cast<double>(cells_[child].centre[axis]) * static_cast<double>(to - from);
            }
            first = false;
            from = to;
        }
    }
    Cell& cell = cells_[here];
    float width = 0;
    for (std::size_t axis = 0; axis < D; ++axis) {
        cell.centre[axis] = static_cast<float>(sum[axis] / static_cast<double>(end - begin));
        width = std::max(width, box.high[axis] - box.low[axis]);
    }
    cell.squared_width = width * width;
    cell.after = static_cast<std::int32_t>(cells_.size());
    return box;
}

template <int D>
void SpaceTree<D>::build(const Coordinates<D>& points) {
    cells_.clear();
    sort_points(points);
    if (!order_.empty()) add_cell(0, static_cast<std::int32_t>(order_.size()), 0);
}

template class SpaceTree<2>;
template class SpaceTree<3>;

} // namespace whydah
