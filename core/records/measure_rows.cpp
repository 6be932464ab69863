#include "records/measure_rows.h"

#include <algorithm>

namespace whydah {
namespace {

/// Cosines to class means, and rows whose norms were changed after the training.
bool has_probabilities(std::string_view method) {
    return !method.starts_with("nearest_class_mean") && !method.starts_with("tau_normalisation");
}

} // namespace

const std::array<MeasureColumn, 5> measure_columns{{
    {"macro F1", "mean over classes of 2 TP / (2 TP + FP + FN)", &MeasureRow::macro_f1},
    {"worst class", "the recall of the class with the lowest one", &MeasureRow::worst_recall},
    {"geometric", "geometric mean of the recalls, none counted below 0.001 %", &MeasureRow::geometric_mean},
    {"harmonic", "harmonic mean of the recalls, none counted below 0.001 %", &MeasureRow::harmonic_mean},
    {"ECE", "expected calibration error in 15 equal bins of confidence", &MeasureRow::calibration_error},
}};

std::vector<MeasureRow> measure_rows(const std::vector<MethodMetrics>& metrics) {
    std::vector<MeasureRow> rows;
    for (const MethodMetrics& of : metrics) {
        if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.method == of.method; })) continue;
        const auto over_seeds = [&](std::optional<double> MethodMetrics::*measure) {
            std::vector<double> values;
            for (const MethodMetrics& m : metrics)
                if (m.method == of.method && m.*measure) values.push_back(*(m.*measure));
            return mean_sd(values);
        };
        MeasureRow row{.method = of.method,
                       .macro_f1 = over_seeds(&MethodMetrics::macro_f1),
                       .worst_recall = over_seeds(&MethodMetrics::worst_recall),
                       .geometric_mean = over_seeds(&MethodMetrics::geometric_mean),
                       .harmonic_mean = over_seeds(&MethodMetrics::harmonic_mean),
                       .calibration_error = over_seeds(&MethodMetrics::calibration_error),
                       .worst_classes = {},
                       .probabilities = has_probabilities(of.method)};
        for (const MethodMetrics& m : metrics)
            if (m.method == of.method && m.worst_recall &&
                std::find(row.worst_classes.begin(), row.worst_classes.end(), m.worst_class) == row.worst_classes.end())
                row.worst_classes.push_back(m.worst_class);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace whydah
