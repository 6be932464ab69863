#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// Mean norms of weight vectors at k shots, in weight units and without the prior coordinate (Sec. 4.2: 0.53 for 1-shot
/// models of SUN-397, 1.36 for what MetaModelNet makes of them). NaN where there is nothing to average.
struct NormOfShot {
    std::int64_t shot = 0; ///< k; 0 = many-shot
    std::int64_t measured_classes = 0;
    double measured = NAN; ///< of the head classes' models trained on k images
    std::int64_t regressed_classes = 0;
    double regressed = NAN; ///< of the same classes, from their measured few-shot models by MetaModelNet's blocks
    std::int64_t entering_classes = 0;
    double entering = NAN; ///< at test time: weights of the classes that enter MetaModelNet at this k
    double leaving = NAN;  ///< and what it makes of them
};

/// Do classes with near weights move alike? Over all pairs of classes the rank correlation (Spearman) of the cosine of
/// their weights with the cosine of their displacements.
struct Smoothness {
    std::string of;           ///< "test time", "regressed", "measured": whose first and last points
    std::int64_t classes = 0; ///< that move, at most 1,000: of more, so many are drawn
    double rank_correlation = NAN;
    double p_value = NAN; ///< one-sided, by 999 permutations of the classes (Mantel 1967): pairs are not independent
};

/// How far a block is from the identity: |f(theta)| / |theta| over all rows that pass it.
struct BlockChange {
    std::int64_t block = 0, rows = 0;
    double mean_ratio = NAN, largest_ratio = NAN;
    double mean_cosine = NAN; ///< of theta with theta + f(theta)
};

/// The classes nearest to a class by the cosine of weights, before MetaModelNet and after it, nearest first.
struct NearestClasses {
    std::int64_t label = 0;
    std::vector<std::int64_t> before, after;
};

/// The claims of Sec. 4.2 as numbers, for one method and seed.
struct DynamicsReport {
    std::vector<NormOfShot> norms; ///< 1, 2, 4, ..., many
    std::vector<Smoothness> smoothness;
    std::vector<BlockChange> blocks;
    std::vector<NearestClasses> nearest; ///< of each class with training images
    double kept_nearest = NAN; ///< share of the nearest before that are among the nearest after, mean over the classes
                               ///< that pass MetaModelNet
    bool empty() const { return norms.empty(); }
};

} // namespace whydah
