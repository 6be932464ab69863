#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace whydah {

/// Further measures of one method and seed on the test part, 0..1. Classes without test image do not count.
struct MethodMetrics {
    std::string method;
    std::int64_t seed = 0;
    std::optional<double> mean_recall;
    std::optional<double> macro_f1; ///< mean over classes of 2 TP / (2 TP + FP + FN); needs predictions
    std::optional<double> worst_recall;
    std::string worst_class;                 ///< the first one of that recall
    std::optional<double> geometric_mean;    ///< of the recalls, none counted below 0.001 % (LIFT's floor)
    std::optional<double> harmonic_mean;     ///< likewise
    std::optional<double> calibration_error; ///< ECE of 15 equal bins of confidence (MiSLAS); needs predictions
};

/// Test images of one true class that a method called another (or the same), all seeds together.
struct ConfusionCount {
    std::string method;
    std::int32_t truth = 0, predicted = 0; ///< labels
    std::int64_t images = 0;               ///< never 0
};

} // namespace whydah
