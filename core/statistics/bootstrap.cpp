#include "core/statistics/bootstrap.h"

#include "core/data/seed.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <memory>
#include <tuple>

namespace whydah {
namespace {

constexpr std::int64_t table_up_to = 1'000; // images: the table of a class costs the square of these

/// Cumulative distribution of the sum of n draws from {+1, 0, -1}, index 0 is the sum -n.
std::vector<double> sum_distribution(const ClassPair& pair) {
    const auto n = static_cast<double>(pair.images);
    const double up = static_cast<double>(pair.first_only) / n, down = static_cast<double>(pair.second_only) / n;
    const double stay = 1 - up - down;
    const auto width = static_cast<std::size_t>(2 * pair.images + 1), zero = static_cast<std::size_t>(pair.images);
    std::vector<double> now(width, 0), next(width, 0);
    now[zero] = 1;
    for (std::size_t draw = 1; draw <= zero; ++draw) {
        for (std::size_t s = zero - draw; s <= zero + draw; ++s)
            next[s] = now[s] * stay + (s > 0 ? now[s - 1] * up : 0) + (s + 1 < width ? now[s + 1] * down : 0);
        now.swap(next);
    }
    for (std::size_t s = 1; s < width; ++s) now[s] += now[s - 1];
    return now;
}

/// Draws that sum for one class.
class ClassDraw {
public:
    explicit ClassDraw(const ClassPair& pair) : pair_(pair) {
        if (pair.images <= table_up_to) cumulative_ = sum_distribution(pair);
    }
    std::int64_t draw(Random& random) const {
        if (!cumulative_.empty()) {
            const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, random.uniform());
            return (found - cumulative_.begin()) - pair_.images;
        }
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < pair_.images; ++i) {
            const std::int64_t image = random.below(pair_.images);
            sum += image < pair_.first_only ? 1 : image < pair_.first_only + pair_.second_only ? -1 : 0;
        }
        return sum;
    }

private:
    ClassPair pair_;
    std::vector<double> cumulative_;
};

struct Term {
    std::shared_ptr<const ClassDraw> class_draw; ///< shared by classes with the same counts
    double weight = 0;                           ///< of one image in the difference
};

} // namespace

double sorted_quantile(const std::vector<double>& sorted, double q) {
    assert(!sorted.empty() && q >= 0 && q <= 1);
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

BootstrapInterval bootstrap_difference(const std::vector<std::vector<ClassPair>>& seeds, std::uint64_t seed,
                                       std::int64_t resamples, double level) {
    const auto counts = [](const ClassPair& pair) { return pair.images > 0; };
    const auto empty = [&](const auto& classes) { return std::none_of(classes.begin(), classes.end(), counts); };
    const auto used =
        static_cast<double>(seeds.size()) - static_cast<double>(std::count_if(seeds.begin(), seeds.end(), empty));
    BootstrapInterval interval;
    if (used == 0 || resamples < 1) return interval;
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::shared_ptr<const ClassDraw>> known;
    std::vector<Term> terms;
    for (const auto& classes : seeds) {
        const auto n = static_cast<double>(std::count_if(classes.begin(), classes.end(), counts));
        for (const ClassPair& pair : classes) {
            if (pair.images == 0) continue;
            const double weight = 1 / (used * n * static_cast<double>(pair.images));
            interval.difference += weight * static_cast<double>(pair.first_only - pair.second_only);
            if (pair.first_only == 0 && pair.second_only == 0) continue; // resampled, still no difference
            auto& draw = known[{pair.first_only, pair.second_only, pair.images}];
            if (!draw) draw = std::make_shared<ClassDraw>(pair);
            terms.push_back({draw, weight});
        }
    }
    Random random(seed);
    std::vector<double> drawn(static_cast<std::size_t>(resamples), 0);
    for (double& difference : drawn)
        for (const Term& term : terms) difference += term.weight * static_cast<double>(term.class_draw->draw(random));
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
