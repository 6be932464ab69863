#pragma once

#include "records/accuracy_report.h"
#include "records/method_metrics.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

/// The further measures of one method over its seeds. Values 0..1.
struct MeasureRow {
    std::string method;
    std::optional<MeanSd> macro_f1, worst_recall, geometric_mean, harmonic_mean, calibration_error;
    std::vector<std::string> worst_classes; ///< of each seed; the same one is there once
    bool probabilities = true;              ///< false: its confidences were not trained as probabilities
};

/// One row a method, in the order of their first results. Methods without measures (a run that goes on) have no row.
std::vector<MeasureRow> measure_rows(const std::vector<MethodMetrics>& metrics);

struct MeasureColumn {
    std::string_view name;    ///< "macro F1"
    std::string_view meaning; ///< one sentence
    std::optional<MeanSd> MeasureRow::*value;
};
/// What tables of measures show, in this order. The calibration error is last.
extern const std::array<MeasureColumn, 5> measure_columns;

/// Beneath a table in which some row has no probabilities.
inline constexpr std::string_view no_probabilities_note =
    "scores that were not trained as probabilities, so that the ECE says little";

} // namespace whydah
