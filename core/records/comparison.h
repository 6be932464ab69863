#pragma once

#include "records/interval.h"

#include <cstdint>
#include <optional>
#include <string>

namespace whydah {

/// One paired test of a method against another. Differences are method - reference, -1..1.
struct Comparison {
    std::string method, reference;
    std::string test;                 ///< "mcnemar", "wilcoxon_classes", "t_seeds", "wilcoxon_seeds"
    std::string how;                  ///< "exact", "chi-square with continuity correction", "normal approximation", ...
    std::optional<std::int64_t> seed; ///< of a McNemar test: it is for one trained pair
    std::int64_t n = 0;               ///< what was compared: discordant images, classes that differ, seeds
    double statistic = 0;
    std::optional<double> p;      ///< two-sided; nothing where the test has no meaning
    std::optional<double> p_holm; ///< among all comparisons of this test (and seed)
    double smallest_p = 0;        ///< what no data of this n could undercut; 0: no such limit
    double difference = 0;        ///< mcnemar: share of test images; else mean over classes (and seeds)
    std::optional<Interval>
        interval; ///< 95 %: wilcoxon_classes by bootstrap of test images within classes; t_seeds by t
};

} // namespace whydah
