#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace whydah {

/// McNemar's test of two classifiers on the same images: only the images count that one has right and the other not.
struct McNemar {
    std::int64_t first_only = 0, second_only = 0; ///< images that only the first, only the second has right
    bool exact = true;    ///< two-sided binomial where they are fewer than 25, else chi-square with continuity
                          ///< correction, (|b - c| - 1)^2 / (b + c), one degree of freedom
    double statistic = 0; ///< the smaller of both counts if exact, else chi-square
    double p = 1;
};
inline constexpr std::int64_t mcnemar_exact_below = 25;
McNemar mcnemar(std::int64_t first_only, std::int64_t second_only);

/// Wilcoxon's signed-rank test, two-sided. Differences of exactly 0 are left out (Wilcoxon's own rule); equal sizes get
/// their mean rank.
struct Wilcoxon {
    std::int64_t n = 0, zeros = 0; ///< differences used, left out
    double rank_sum_plus = 0, rank_sum_minus = 0;
    bool exact = true; ///< distribution over all 2^n signs of the ranks as they are, ties included, for n <= 50;
                       ///< else normal approximation with tie correction, without continuity correction
    bool ties = false;
    double p = 1;          ///< 1 without any difference
    double smallest_p = 1; ///< of this n (exact): what no data could undercut; 2 / 2^n
};
inline constexpr std::int64_t wilcoxon_exact_up_to = 50;
Wilcoxon wilcoxon_signed_rank(const std::vector<double>& differences);

/// Student's t of paired differences against 0, two-sided, with the 95 % interval of their mean.
struct PairedT {
    std::int64_t n = 0;
    double mean = 0, sd = 0;
    double t = 0, p = 1; ///< p is 1 where all differences are 0
    double low = 0, high = 0;
};
/// Nothing for fewer than two differences, or where all are the same but not 0: then t has no meaning.
std::optional<PairedT> paired_t(const std::vector<double>& differences);

/// Holm's step-down correction: what each p is worth among all of them, in the given order.
std::vector<double> holm(const std::vector<double>& p);

} // namespace whydah
