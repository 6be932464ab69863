#include "core/projection/tsne_forces.h"

#include "core/experiment/threads.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// The inner loops once more for processors with wider registers; which one runs is decided when the library is loaded.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) &&                       \
    !defined(__SANITIZE_ADDRESS__)
#define WHYDAH_VECTOR_CODE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WHYDAH_VECTOR_CODE
#endif

namespace whydah {
namespace {

constexpr std::int64_t group = 32;         ///< points that walk the tree together
constexpr std::int64_t groups_at_once = 4; ///< of one thread
constexpr std::int64_t rows_at_once = 128;

/// What acts on a group: points and cells, in arrays of their own.
template <int D>
struct Sources {
    Coordinates<D> place;
    std::vector<float> mass;
    std::int64_t count = 0;

    void reserve(std::size_t most) {
        for (auto& axis : place) axis.resize(most);
        mass.resize(most);
    }
};

WHYDAH_VECTOR_CODE
void repel_one(const float* __restrict x, const float* __restrict y, const float* __restrict mass, std::int64_t count,
               float at_x, float at_y, float* __restrict out) {
    float fx = 0, fy = 0, z = 0;
#pragma omp simd reduction(+ : fx, fy, z)
    for (std::int64_t s = 0; s < count; ++s) {
        const float dx = at_x - x[s], dy = at_y - y[s];
        const float w = 1.0F / (1.0F + dx * dx + dy * dy), mw = mass[s] * w, mww = mw * w;
        z += mw, fx += mww * dx, fy += mww * dy;
    }
    out[0] = fx, out[1] = fy, out[2] = z;
}

WHYDAH_VECTOR_CODE
void repel_one(const float* __restrict x, const float* __restrict y, const float* __restrict v,
               const float* __restrict mass, std::int64_t count, float at_x, float at_y, float at_v,
               float* __restrict out) {
    float fx = 0, fy = 0, fv = 0, z = 0;
#pragma omp simd reduction(+ : fx, fy, fv, z)
    for (std::int64_t s = 0; s < count; ++s) {
        const float dx = at_x - x[s], dy = at_y - y[s], dv = at_v - v[s];
        const float w = 1.0F / (1.0F + dx * dx + dy * dy + dv * dv), mw = mass[s] * w, mww = mw * w;
        z += mw, fx += mww * dx, fy += mww * dy, fv += mww * dv;
    }
    out[0] = fx, out[1] = fy, out[2] = fv, out[3] = z;
}

WHYDAH_VECTOR_CODE
void attract_one(const float* __restrict x, const float* __restrict y, const std::int32_t* __restrict column,
                 const float* __restrict p, std::int64_t count, float at_x, float at_y, float* __restrict out) {
    float fx = 0, fy = 0;
#pragma omp simd reduction(+ : fx, fy)
    for (std::int64_t e = 0; e < count; ++e) {
        const float dx = at_x - x[column[e]], dy = at_y - y[column[e]];
        const float pw = p[e] / (1.0F + dx * dx + dy * dy);
        fx += pw * dx, fy += pw * dy;
    }
    out[0] = fx, out[1] = fy;
}

WHYDAH_VECTOR_CODE
void attract_one(const float* __restrict x, const float* __restrict y, const float* __restrict v,
                 const std::int32_t* __restrict column, const float* __restrict p, std::int64_t count, float at_x,
                 float at_y, float at_v, float* __restrict out) {
    float fx = 0, fy = 0, fv = 0;
#pragma omp simd reduction(+ : fx, fy, fv)
    for (std::int64_t e = 0; e < count; ++e) {
        const float dx = at_x - x[column[e]], dy = at_y - y[column[e]], dv = at_v - v[column[e]];
        const float pw = p[e] / (1.0F + dx * dx + dy * dy + dv * dv);
        fx += pw * dx, fy += pw * dy, fv += pw * dv;
    }
    out[0] = fx, out[1] = fy, out[2] = fv;
}

/// All points on one, both forces. @param out attraction [3], repulsion [3], Z with the point itself
WHYDAH_VECTOR_CODE
void all_on_one(const float* __restrict x, const float* __restrict y, const float* __restrict v,
                const float* __restrict p, std::int64_t count, float at_x, float at_y, float at_v,
                float* __restrict out) {
    float ax = 0, ay = 0, av = 0, rx = 0, ry = 0, rv = 0, z = 0;
#pragma omp simd reduction(+ : ax, ay, av, rx, ry, rv, z)
    for (std::int64_t j = 0; j < count; ++j) {
        const float dx = at_x - x[j], dy = at_y - y[j], dv = at_v - v[j];
        const float w = 1.0F / (1.0F + dx * dx + dy * dy + dv * dv), pw = p[j] * w, ww = w * w;
        ax += pw * dx, ay += pw * dy, av += pw * dv;
        rx += ww * dx, ry += ww * dy, rv += ww * dv, z += w;
    }
    out[0] = ax, out[1] = ay, out[2] = av, out[3] = rx, out[4] = ry, out[5] = rv, out[6] = z;
}

template <int D>
double squared_distance(const Coordinates<D>& y, std::size_t i, std::size_t j) {
    double sum = 0;
    for (std::size_t axis = 0; axis < D; ++axis) {
        const double d = static_cast<double>(y[axis][i]) - static_cast<double>(y[axis][j]);
        sum += d * d;
    }
    return sum;
}

/// Walks the tree for points begin..end-1 of the sorted ones, with the box around them.
template <int D>
void gather_sources(const SpaceTree<D>& tree, std::int64_t begin, std::int64_t end, float squared_theta,
                    Sources<D>& out) {
    std::array<float, D> low, high;
    for (std::size_t axis = 0; axis < D; ++axis) {
        const auto [least, most] =
            std::minmax_element(tree.sorted()[axis].begin() + begin, tree.sorted()[axis].begin() + end);
        low[axis] = *least, high[axis] = *most;
    }
    std::size_t count = 0;
    const auto& cells = tree.cells();
    for (std::size_t at = 0; at < cells.size();) {
        const auto& cell = cells[at];
        float squared = 0;
        for (std::size_t axis = 0; axis < D; ++axis) {
            const float d = std::max({low[axis] - cell.centre[axis], cell.centre[axis] - high[axis], 0.0F});
            squared += d * d;
        }
        if (cell.squared_width < squared_theta * squared) {
            for (std::size_t axis = 0; axis < D; ++axis) out.place[axis][count] = cell.centre[axis];
            out.mass[count++] = cell.mass;
        } else if (cell.leaf) {
            const auto points = static_cast<std::int32_t>(cell.mass);
            for (std::size_t axis = 0; axis < D; ++axis)
                std::copy_n(tree.sorted()[axis].begin() + cell.first, points,
                            out.place[axis].begin() + static_cast<std::ptrdiff_t>(count));
            std::fill_n(out.mass.begin() + static_cast<std::ptrdiff_t>(count), points, 1.0F);
            count += static_cast<std::size_t>(points);
        } else {
            ++at;
            continue;
        }
        at = static_cast<std::size_t>(cell.after);
    }
    out.count = static_cast<std::int64_t>(count);
}

/// Repulsion on points begin..end-1 of the sorted ones. @return their part of Z, each with itself
template <int D>
double repel_group(const SpaceTree<D>& tree, std::int64_t begin, std::int64_t end, const Sources<D>& by,
                   Coordinates<D>& force) {
    const auto& y = tree.sorted();
    double z = 0;
    for (auto s = static_cast<std::size_t>(begin); s < static_cast<std::size_t>(end); ++s) {
        float out[D + 1];
        if constexpr (D == 2)
            repel_one(by.place[0].data(), by.place[1].data(), by.mass.data(), by.count, y[0][s], y[1][s], out);
        else
            repel_one(by.place[0].data(), by.place[1].data(), by.place[2].data(), by.mass.data(), by.count, y[0][s],
                      y[1][s], y[2][s], out);
        const auto i = static_cast<std::size_t>(tree.order()[s]);
        for (std::size_t axis = 0; axis < D; ++axis) force[axis][i] = out[axis];
        z += static_cast<double>(out[D]);
    }
    return z;
}

/// Attraction on points begin..end-1.
template <int D>
void attract_rows(const SparseAffinities& p, const Coordinates<D>& y, std::int64_t begin, std::int64_t end,
                  Coordinates<D>& force) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
        const std::int64_t first = p.start[i], count = p.start[i + 1] - first;
        const auto* column = p.column.data() + first;
        const float* value = p.value.data() + first;
        float out[D];
        if constexpr (D == 2)
            attract_one(y[0].data(), y[1].data(), column, value, count, y[0][i], y[1][i], out);
        else
            attract_one(y[0].data(), y[1].data(), y[2].data(), column, value, count, y[0][i], y[1][i], y[2][i], out);
        for (std::size_t axis = 0; axis < D; ++axis) force[axis][i] = out[axis];
    }
}

} // namespace

template <int D>
double stretch(const SparseAffinities& p, const Coordinates<D>& y) {
    const std::size_t n = y[0].size();
    std::vector<double> of_row(n, 0);
    parallel_chunks(static_cast<std::int64_t>(n), rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            for (auto e = static_cast<std::size_t>(p.start[i]); e < static_cast<std::size_t>(p.start[i + 1]); ++e)
                of_row[i] += static_cast<double>(p.value[e]) *
                             std::log1p(squared_distance<D>(y, i, static_cast<std::size_t>(p.column[e])));
    });
    return std::accumulate(of_row.begin(), of_row.end(), 0.0);
}

template <int D>
double near_and_far(const SparseAffinities& p, SpaceTree<D>& tree, const Coordinates<D>& y, float theta,
                    Coordinates<D>& attraction, Coordinates<D>& repulsion) {
    const auto n = static_cast<std::int64_t>(y[0].size());
    for (auto* force : {&attraction, &repulsion})
        for (auto& axis : *force) axis.resize(static_cast<std::size_t>(n));
    tree.build(y);
    const std::int64_t groups = (n + group - 1) / group;
    std::vector<double> z(static_cast<std::size_t>(groups), 0);
    // One loop for both, so that threads meet once only.
    parallel_chunks(groups, groups_at_once, [&](std::int64_t begin_group, std::int64_t end_group) {
        thread_local Sources<D> sources;
        sources.reserve(static_cast<std::size_t>(n)); // every point acts once at most, alone or in a cell
        for (std::int64_t g = begin_group; g < end_group; ++g) {
            const std::int64_t begin = g * group, end = std::min(n, begin + group);
            gather_sources<D>(tree, begin, end, theta * theta, sources);
            z[static_cast<std::size_t>(g)] = repel_group<D>(tree, begin, end, sources, repulsion);
            attract_rows<D>(p, y, begin, end, attraction);
        }
    });
    return std::accumulate(z.begin(), z.end(), 0.0) - static_cast<double>(n); // each point saw itself with w = 1
}

template <int D>
double all_pairs(std::span<const float> p, const Coordinates<D>& y, Coordinates<D>& attraction,
                 Coordinates<D>& repulsion, double* stretched) {
    const std::size_t n = y[0].size();
    for (auto* force : {&attraction, &repulsion})
        for (auto& axis : *force) axis.resize(n);
    const std::vector<float> flat(D == 2 ? n : 0, 0.0F); // the third axis of a plane
    const float* const third = D == 2 ? flat.data() : y[D - 1].data();
    std::vector<double> z(n, 0), logs(n, 0);
    parallel_chunks(static_cast<std::int64_t>(n), rows_at_once / 4, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            float out[7];
            const float* const row = p.data() + i * n;
            all_on_one(y[0].data(), y[1].data(), third, row, static_cast<std::int64_t>(n), y[0][i], y[1][i], third[i],
                       out);
            for (std::size_t axis = 0; axis < D; ++axis)
                attraction[axis][i] = out[axis], repulsion[axis][i] = out[3 + axis];
            z[i] = static_cast<double>(out[6]) - 1;
            for (std::size_t j = 0; stretched && j < n; ++j)
                logs[i] += static_cast<double>(row[j]) * std::log1p(squared_distance<D>(y, i, j));
        }
    });
    if (stretched) *stretched = std::accumulate(logs.begin(), logs.end(), 0.0);
    return std::accumulate(z.begin(), z.end(), 0.0);
}

#define WHYDAH_FORCES_IN(D)                                                                                            \
    template double stretch<D>(const SparseAffinities&, const Coordinates<D>&);                                        \
    template double near_and_far<D>(const SparseAffinities&, SpaceTree<D>&, const Coordinates<D>&, float,              \
                                    Coordinates<D>&, Coordinates<D>&);                                                 \
    template double all_pairs<D>(std::span<const float>, const Coordinates<D>&, Coordinates<D>&, Coordinates<D>&,      \
                                 double*);
WHYDAH_FORCES_IN(2)
WHYDAH_FORCES_IN(3)

} // namespace whydah
