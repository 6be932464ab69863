#include "core/projection/affinities.h"

#include "core/experiment/threads.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace whydah {
namespace {

constexpr double entropy_tolerance = 1e-5;
constexpr int most_bisections = 200;
constexpr std::int64_t rows_at_once = 64;

/// Fills p with exp(-beta (d - nearest)) and @return its entropy, log base e.
double gaussian(std::span<const double> squared, double nearest, double beta, std::span<double> p) {
    double sum = 0, weighted = 0;
    for (std::size_t j = 0; j < squared.size(); ++j) {
        const double beyond = squared[j] - nearest;
        p[j] = std::exp(-beta * beyond);
        sum += p[j], weighted += p[j] * beyond;
    }
    for (double& value : p) value /= sum;
    return std::log(sum) + beta * weighted / sum;
}

} // namespace

double calibrate_row(std::span<const double> squared, double perplexity, std::span<double> p) {
    const auto [nearest, farthest] = std::minmax_element(squared.begin(), squared.end());
    const double spread = *farthest - *nearest, wanted = std::log(perplexity);
    double beta = spread > 0 ? 1 / spread : 1, low = 0, high = std::numeric_limits<double>::infinity();
    for (int step = 0; step < most_bisections; ++step) {
        const double entropy = gaussian(squared, *nearest, beta, p);
        if (std::abs(entropy - wanted) < entropy_tolerance || spread <= 0) break;
        if (entropy > wanted) { // too even
            low = beta;
            beta = std::isinf(high) ? 2 * beta : (beta + high) / 2;
            if (std::isinf(beta)) break; // several nearest ones at the same distance
        } else {
            high = beta;
            beta = (beta + low) / 2;
        }
    }
    return beta;
}

SparseAffinities sparse_affinities(const Neighbours& of, double perplexity) {
    const auto n = static_cast<std::size_t>(of.points), k = static_cast<std::size_t>(of.count);
    std::vector<double> conditional(n * k);
    parallel_chunks(of.points, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            calibrate_row(std::span(of.squared).subspan(i * k, k), perplexity,
                          std::span(conditional).subspan(i * k, k));
    });
    // Each p_j|i goes into row i and row j; where both neighbours know each other the two entries become one.
    std::vector<std::int64_t> start(n + 1, 0);
    for (std::size_t e = 0; e < n * k; ++e) ++start[e / k + 1], ++start[static_cast<std::size_t>(of.index[e]) + 1];
    for (std::size_t i = 0; i < n; ++i) start[i + 1] += start[i];
    struct Entry {
        std::int32_t column;
        double value;
    };
    std::vector<Entry> entries(2 * n * k);
    std::vector<std::int64_t> place(start.begin(), start.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t e = i * k; e < (i + 1) * k; ++e) {
            const auto j = static_cast<std::size_t>(of.index[e]);
            entries[static_cast<std::size_t>(place[i]++)] = {of.index[e], conditional[e]};
            entries[static_cast<std::size_t>(place[j]++)] = {static_cast<std::int32_t>(i), conditional[e]};
        }
    SparseAffinities out;
    out.start.assign(n + 1, 0);
    out.column.reserve(entries.size()), out.value.reserve(entries.size());
    for (std::size_t i = 0; i < n; ++i) {
        const auto first = entries.begin() + start[i], last = entries.begin() + start[i + 1];
        std::sort(first, last, [](const Entry& a, const Entry& b) {
            return a.column != b.column ? a.column < b.column : a.value < b.value;
        });
        for (auto entry = first; entry != last; ++entry) {
            const auto value = static_cast<float>(entry->value / (2 * static_cast<double>(n)));
            if (entry != first && entry->column == (entry - 1)->column) {
                out.value.back() += value;
            } else {
                out.column.push_back(entry->column);
                out.value.push_back(value);
            }
        }
        out.start[i + 1] = static_cast<std::int64_t>(out.column.size());
    }
    return out;
}

std::vector<float> dense_affinities(std::span<const double> squared, std::int64_t points, double perplexity) {
    const auto n = static_cast<std::size_t>(points);
    std::vector<double> conditional(n * n, 0);
    parallel_chunks(points, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        std::vector<double> others(n - 1), p(n - 1);
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const auto row = squared.begin() + static_cast<std::ptrdiff_t>(i * n);
            const auto itself = row + static_cast<std::ptrdiff_t>(i);
            std::copy(row, itself, others.begin());
            std::copy(itself + 1, row + static_cast<std::ptrdiff_t>(n),
                      others.begin() + static_cast<std::ptrdiff_t>(i));
            calibrate_row(others, perplexity, p);
            for (std::size_t j = 0; j + 1 < n; ++j) conditional[i * n + j + (j >= i)] = p[j];
        }
    });
    std::vector<float> joint(n * n, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            joint[i * n + j] =
                static_cast<float>((conditional[i * n + j] + conditional[j * n + i]) / (2 * static_cast<double>(n)));
    return joint;
}

} // namespace whydah
