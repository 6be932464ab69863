#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace whydah {

/// A line through log10 n(r) over log10 r for the ranks first..last, least squares: n(r) ~ r^slope.
struct PowerLawFit {
    double slope = 0;                 ///< negative for a tail; -1 is Zipf's law
    double intercept = 0;             ///< log10 of the line's n at rank 1
    double r_squared = 0;             ///< 1: all on the line; also where all counts are the same
    std::int64_t first = 1, last = 1; ///< ranks, from 1
    double at(double rank) const;     ///< the line's n(r)
};

/// How long a tail is, by its numbers of training images.
struct DistributionFacts {
    std::int64_t classes = 0; ///< with an image or more
    std::int64_t empty = 0;   ///< without: in no figure but this
    std::int64_t images = 0, largest = 0, smallest = 0;
    double median = 0;
    double gini = 0;                ///< 0: all classes the same; towards 1: one class has all
    double imbalance = 0;           ///< largest / smallest, the factor of BALMS and others (200)
    double inverse_imbalance = 0;   ///< smallest / largest, what LDAM's code calls imb_factor (0.01)
    std::optional<PowerLawFit> fit; ///< over all classes that have images; nothing for fewer than three
};

/// @param counts training images of each class, in any order; those without any are only counted
DistributionFacts distribution_facts(std::vector<std::int64_t> counts);

/// Gini coefficient of counts: mean |a - b| over all pairs (also of each with itself), halved, over the mean.
/// 0 without any image.
double gini(std::vector<std::int64_t> counts);

/// Over the ranks 1..C of counts that fall and are 1 or more. @return nothing for fewer than three
std::optional<PowerLawFit> fit_power_law(const std::vector<std::int64_t>& falling);

} // namespace whydah
