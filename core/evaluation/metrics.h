#pragma once

#include "records/accuracy_report.h"
#include "records/method_metrics.h"

#include <vector>

namespace whydah {

inline constexpr int calibration_bins = 15;
inline constexpr double recall_floor = 1e-5; ///< 0.001 %: what a class with no image right counts in both means

MethodMetrics method_metrics(const MethodResult& result);

/// Expected calibration error: sum over `bins` equal bins of (0, 1] of share of images * |accuracy - mean confidence|.
/// 0 without predictions.
double calibration_error(const std::vector<Prediction>& predictions, int bins = calibration_bins);

/// F1 of each class of `classes`; a class that is neither there nor predicted has 0.
std::vector<double> class_f1(const std::vector<Prediction>& predictions, std::size_t classes);

/// Counts that are not 0, methods in the order of their first result, then by truth and prediction.
std::vector<ConfusionCount> confusion_counts(const std::vector<MethodResult>& results);

} // namespace whydah
