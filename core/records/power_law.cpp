#include "records/power_law.h"

#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace whydah {
namespace {

/// The slope s that leads from `largest` at rank 1 to `smallest` at rank C.
double slope(double q, double classes, double ratio) { return std::log(ratio) / std::log((classes + q) / (1 + q)); }

double count_at(double rank, double q, double s, double largest) {
    return largest * std::pow((rank + q) / (1 + q), -s);
}

void require(bool holds, const std::string& what, const char* option) {
    if (!holds)
        throw Error(
            {.what = what,
             .where = std::string("option ") + option,
             .mend = "give smallest_class < median_class <= sqrt(largest_class * smallest_class) <= largest_class"});
}

/// Says which medians there are between these ends, as presets bring the paper's ends and median to any data.
[[noreturn]] void refuse_median(std::int64_t largest, std::int64_t median, std::int64_t smallest) {
    const auto most =
        static_cast<std::int64_t>(std::sqrt(static_cast<double>(largest) * static_cast<double>(smallest)));
    const std::string ends = std::to_string(largest) + " to " + std::to_string(smallest);
    const std::string range = most > smallest + 1
                                  ? "from " + std::to_string(smallest + 1) + " to " + std::to_string(most)
                                  : "of " + std::to_string(most);
    throw Error({.what = "a median of " + std::to_string(median) +
                         (median == 73 ? " images (the paper's, for its Places-205)" : " images") +
                         " is out of reach for a tail from " + ends,
                 .where = "option --median-class",
                 .mend = most > smallest
                             ? "give a median " + range + ", or another smallest class"
                             : "no median fits between these ends: give a smaller --smallest-class, or data "
                               "with larger classes"});
}

} // namespace

std::vector<std::int64_t> power_law_counts(std::int64_t classes, std::int64_t largest, std::int64_t median,
                                           std::int64_t smallest) {
    require(classes >= 3, "a power law needs three classes or more", "--split power_law");
    require(smallest >= 1, "the smallest class needs an image", "--smallest-class");
    require(largest > smallest,
            "the largest class (" + std::to_string(largest) + " images) must be larger than the smallest (" +
                std::to_string(smallest) + ")",
            "--largest-class");
    const auto c = static_cast<double>(classes), n = static_cast<double>(largest), m = static_cast<double>(median);
    const double ratio = n / static_cast<double>(smallest);
    if (median <= smallest || m > std::sqrt(n * static_cast<double>(smallest)))
        refuse_median(largest, median, smallest);
    const double middle = (c + 1) / 2;
    // The median rises with q. Bisection over log(1 + q).
    double low = std::log(1e-9), high = std::log(1e9 * c);
    for (int step = 0; step < 200; ++step) {
        const double q = std::exp((low + high) / 2) - 1;
        (count_at(middle, q, slope(q, c, ratio), n) < m ? low : high) = (low + high) / 2;
    }
    const double q = std::exp(high) - 1, s = slope(q, c, ratio);
    std::vector<std::int64_t> counts;
    for (std::int64_t rank = 1; rank <= classes; ++rank)
        counts.push_back(
            std::clamp<std::int64_t>(std::llround(count_at(static_cast<double>(rank), q, s, n)), smallest, largest));
    return counts;
}

} // namespace whydah
