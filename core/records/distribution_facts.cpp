#include "records/distribution_facts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace whydah {

double PowerLawFit::at(double rank) const { return std::pow(10.0, intercept + slope * std::log10(rank)); }

double gini(std::vector<std::int64_t> counts) {
    std::sort(counts.begin(), counts.end());
    double sum = 0, weighted = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto n = static_cast<double>(counts[i]);
        sum += n;
        weighted += static_cast<double>(i + 1) * n;
    }
    const auto c = static_cast<double>(counts.size());
    return sum > 0 ? std::max(0.0, 2 * weighted / (c * sum) - (c + 1) / c) : 0;
}

std::optional<PowerLawFit> fit_power_law(const std::vector<std::int64_t>& falling) {
    if (falling.size() < 3) return std::nullopt;
    const auto c = static_cast<double>(falling.size());
    std::vector<double> x, y;
    for (std::size_t r = 0; r < falling.size(); ++r) {
        x.push_back(std::log10(static_cast<double>(r + 1)));
        y.push_back(std::log10(static_cast<double>(falling[r])));
    }
    const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / c,
                 mean_y = std::accumulate(y.begin(), y.end(), 0.0) / c;
    double xx = 0, xy = 0, yy = 0;
    for (std::size_t r = 0; r < x.size(); ++r) {
        xx += (x[r] - mean_x) * (x[r] - mean_x);
        xy += (x[r] - mean_x) * (y[r] - mean_y);
        yy += (y[r] - mean_y) * (y[r] - mean_y);
    }
    const double slope = xy / xx;
    // Counts that are all the same lie on a level line; rounding leaves a yy of some 1e-30.
    const bool level = falling.front() == falling.back();
    return PowerLawFit{.slope = level ? 0 : slope,
                       .intercept = level ? y.front() : mean_y - slope * mean_x,
                       .r_squared = level ? 1 : xy * xy / (xx * yy),
                       .first = 1,
                       .last = static_cast<std::int64_t>(falling.size())};
}

DistributionFacts distribution_facts(std::vector<std::int64_t> counts) {
    DistributionFacts facts;
    std::sort(counts.begin(), counts.end(), std::greater<>());
    const auto end = std::find_if(counts.begin(), counts.end(), [](std::int64_t n) { return n < 1; });
    facts.empty = counts.end() - end;
    counts.erase(end, counts.end());
    if (counts.empty()) return facts;
    facts.classes = static_cast<std::int64_t>(counts.size());
    facts.images = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    facts.largest = counts.front(), facts.smallest = counts.back();
    const std::size_t middle = counts.size() / 2;
    facts.median = counts.size() % 2 ? static_cast<double>(counts[middle])
                                     : static_cast<double>(counts[middle - 1] + counts[middle]) / 2;
    facts.imbalance = static_cast<double>(facts.largest) / static_cast<double>(facts.smallest);
    facts.inverse_imbalance = 1 / facts.imbalance;
    facts.gini = gini(counts);
    facts.fit = fit_power_law(counts);
    return facts;
}

} // namespace whydah
