#include "core/statistics/bootstrap.h"

#include "core/data/seed.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace whydah {
namespace {

struct Tally {
    double images = 0, sum = 0;
};

/// How far each distinct image of a class moves the difference beside the class's mean; the sum is 0.
using Shares = std::vector<double>;

/// Of all seeds. @return one list for each class with a difference that could come out otherwise; adds to `difference`
std::vector<Shares> image_shares(const std::vector<std::vector<PairedOutcome>>& seeds, double& difference) {
    const auto used = static_cast<double>(
        std::count_if(seeds.begin(), seeds.end(), [](const auto& outcomes) { return !outcomes.empty(); }));
    std::map<std::int32_t, std::map<std::int32_t, double>> share; // by class, then image
    for (const auto& outcomes : seeds) {
        std::map<std::int32_t, Tally> classes;
        for (const PairedOutcome& o : outcomes) ++classes[o.label].images, classes[o.label].sum += o.difference;
        for (const auto& [label, tally] : classes)
            difference += tally.sum / tally.images / static_cast<double>(classes.size()) / used;
        for (const PairedOutcome& o : outcomes) {
            const Tally& tally = classes[o.label];
            share[o.label][o.sample] +=
                (o.difference - tally.sum / tally.images) / (tally.images * static_cast<double>(classes.size()) * used);
        }
    }
    std::vector<Shares> out;
    for (const auto& [label, images] : share) {
        Shares shares;
        for (const auto& [sample, value] : images) shares.push_back(value);
        if (std::any_of(shares.begin(), shares.end(), [](double value) { return value != 0; }))
            out.push_back(std::move(shares));
    }
    return out;
}

/// Sum of as many draws as there are images. Two draws of 32 bits from one number: the bias is below images / 2^32.
double resampled_sum(const Shares& shares, Random& random) {
    const std::uint64_t n = shares.size();
    double sum = 0;
    for (std::uint64_t i = 0; i < n; i += 2) {
        const std::uint64_t bits = random.next();
        sum += shares[((bits >> 32) * n) >> 32];
        if (i + 1 < n) sum += shares[((bits & 0xffff'ffffU) * n) >> 32];
    }
    return sum;
}

} // namespace

double sorted_quantile(const std::vector<double>& sorted, double q) {
    assert(!sorted.empty() && q >= 0 && q <= 1);
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

BootstrapInterval bootstrap_difference(const std::vector<std::vector<PairedOutcome>>& seeds, std::uint64_t seed,
                                       std::int64_t resamples, double level) {
    BootstrapInterval interval;
    if (std::all_of(seeds.begin(), seeds.end(), [](const auto& s) { return s.empty(); }) || resamples < 1)
        return interval;
    const auto classes = image_shares(seeds, interval.difference);
    Random random(seed);
    std::vector<double> drawn(static_cast<std::size_t>(resamples), interval.difference);
    for (double& difference : drawn) {
        for (const Shares& shares : classes) difference += resampled_sum(shares, random);
        difference = std::round(difference * 1e12) / 1e12 + 0.0; // no end at -1e-17 where it is 0, nor at -0
    }
    double mean = 0, squares = 0;
    for (double d : drawn) mean += d / static_cast<double>(resamples);
    for (double d : drawn) squares += (d - mean) * (d - mean);
    std::sort(drawn.begin(), drawn.end());
    interval.low = sorted_quantile(drawn, (1 - level) / 2), interval.high = sorted_quantile(drawn, (1 + level) / 2);
    interval.standard_error = resamples > 1 ? std::sqrt(squares / static_cast<double>(resamples - 1)) : 0;
    interval.resamples = resamples;
    return interval;
}

} // namespace whydah
