#include "core/statistics/paired_tests.h"

#include "core/statistics/distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

/// P(X <= k) of a binomial with n tries of 1/2. n is small.
double half_binomial_cdf(std::int64_t k, std::int64_t n) {
    double term = 1, sum = 0; // term: n over i
    for (std::int64_t i = 0; i <= k; ++i) {
        sum += term;
        term = term * static_cast<double>(n - i) / static_cast<double>(i + 1);
    }
    return std::ldexp(sum, -static_cast<int>(n));
}

struct Ranks {
    std::vector<std::int64_t> doubled; ///< twice the mean rank of each size: a whole number
    double tie_term = 0;               ///< sum of t^3 - t over groups of equal sizes
};

Ranks rank(const std::vector<double>& sizes) {
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return sizes[a] < sizes[b]; });
    Ranks ranks{std::vector<std::int64_t>(sizes.size()), 0};
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
        while (last < order.size() && sizes[order[last]] == sizes[order[first]]) ++last;
        for (std::size_t i = first; i < last; ++i)
            ranks.doubled[order[i]] = static_cast<std::int64_t>(first + last + 1);
        const auto t = static_cast<double>(last - first);
        ranks.tie_term += t * t * t - t;
    }
    return ranks;
}

/// P(rank sum <= smaller) over all signs, everything doubled.
double exact_lower_tail(const std::vector<std::int64_t>& doubled, std::int64_t smaller) {
    std::vector<double> ways(static_cast<std::size_t>(smaller) + 1, 0);
    ways[0] = 1;
    for (std::int64_t r : doubled)
        for (std::int64_t s = smaller; s >= r; --s)
            ways[static_cast<std::size_t>(s)] += ways[static_cast<std::size_t>(s - r)];
    return std::ldexp(std::accumulate(ways.begin(), ways.end(), 0.0), -static_cast<int>(doubled.size()));
}

} // namespace

McNemar mcnemar(std::int64_t first_only, std::int64_t second_only) {
    McNemar test{.first_only = first_only, .second_only = second_only};
    const std::int64_t n = first_only + second_only, smaller = std::min(first_only, second_only);
    test.exact = n < mcnemar_exact_below;
    if (test.exact) {
        test.statistic = static_cast<double>(smaller);
        test.p = std::min(1.0, 2 * half_binomial_cdf(smaller, n));
    } else {
        const double excess = std::max(0.0, std::abs(static_cast<double>(first_only - second_only)) - 1);
        test.statistic = excess * excess / static_cast<double>(n);
        test.p = chi_square_survival(test.statistic, 1);
    }
    return test;
}

Wilcoxon wilcoxon_signed_rank(const std::vector<double>& differences) {
    std::vector<double> used, sizes;
    for (double d : differences)
        if (d != 0) used.push_back(d), sizes.push_back(std::abs(d));
    Wilcoxon test;
    test.n = static_cast<std::int64_t>(used.size());
    test.zeros = static_cast<std::int64_t>(differences.size()) - test.n;
    if (used.empty()) return test;
    const Ranks ranks = rank(sizes);
    std::int64_t plus = 0, all = 0;
    for (std::size_t i = 0; i < used.size(); ++i) plus += used[i] > 0 ? ranks.doubled[i] : 0, all += ranks.doubled[i];
    test.rank_sum_plus = static_cast<double>(plus) / 2, test.rank_sum_minus = static_cast<double>(all - plus) / 2;
    test.ties = ranks.tie_term > 0;
    test.exact = test.n <= wilcoxon_exact_up_to;
    const auto n = static_cast<double>(test.n);
    if (test.exact) {
        test.p = std::min(1.0, 2 * exact_lower_tail(ranks.doubled, std::min(plus, all - plus)));
        test.smallest_p = std::min(1.0, std::ldexp(2.0, -static_cast<int>(test.n)));
    } else {
        const double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tie_term / 48;
        test.p = normal_two_sided((test.rank_sum_plus - n * (n + 1) / 4) / std::sqrt(variance));
        test.smallest_p = 0;
    }
    return test;
}

std::optional<PairedT> paired_t(const std::vector<double>& differences) {
    if (differences.size() < 2) return std::nullopt;
    PairedT test;
    test.n = static_cast<std::int64_t>(differences.size());
    const auto n = static_cast<double>(test.n);
    test.mean = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
    double squares = 0, largest = 0;
    for (double d : differences) squares += (d - test.mean) * (d - test.mean), largest = std::max(largest, std::abs(d));
    test.sd = std::sqrt(squares / (n - 1));
    if (largest == 0) return test;
    if (test.sd <= 1e-12 * largest) return std::nullopt; // the same but for rounding
    const double error = test.sd / std::sqrt(n), half = student_t_critical(0.95, n - 1) * error;
    test.t = test.mean / error;
    test.p = student_t_two_sided(test.t, n - 1);
    test.low = test.mean - half, test.high = test.mean + half;
    return test;
}

std::vector<double> holm(const std::vector<double>& p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double reached = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        reached = std::max(reached, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
        adjusted[order[i]] = reached;
    }
    return adjusted;
}

} // namespace whydah
