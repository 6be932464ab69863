#include "core/evaluation/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace whydah {

double calibration_error(const std::vector<Prediction>& predictions, int bins) {
    struct Bin {
        double right = 0, confidence = 0;
    };
    std::vector<Bin> filled(static_cast<std::size_t>(bins));
    for (const Prediction& p : predictions) {
        const int bin = static_cast<int>(std::ceil(static_cast<double>(p.confidence) * bins)) - 1; // (0, 1/15] is bin 0
        Bin& b = filled[static_cast<std::size_t>(std::clamp(bin, 0, bins - 1))];
        b.right += p.predicted == p.truth, b.confidence += static_cast<double>(p.confidence);
    }
    double error = 0;
    for (const Bin& b : filled) error += std::abs(b.right - b.confidence);
    return predictions.empty() ? 0 : error / static_cast<double>(predictions.size());
}

std::vector<double> class_f1(const std::vector<Prediction>& predictions, std::size_t classes) {
    std::vector<std::int64_t> right(classes, 0), there(classes, 0), said(classes, 0);
    for (const Prediction& p : predictions) {
        ++there.at(static_cast<std::size_t>(p.truth)), ++said.at(static_cast<std::size_t>(p.predicted));
        right[static_cast<std::size_t>(p.truth)] += p.truth == p.predicted;
    }
    std::vector<double> f1(classes, 0);
    for (std::size_t c = 0; c < classes; ++c) // 2 TP + FP + FN is what is there and what is said
        if (there[c] + said[c] > 0)
            f1[c] = 2.0 * static_cast<double>(right[c]) / static_cast<double>(there[c] + said[c]);
    return f1;
}

MethodMetrics method_metrics(const MethodResult& result) {
    MethodMetrics metrics;
    metrics.method = result.method, metrics.seed = result.seed;
    double sum = 0, logs = 0, inverses = 0, f1_sum = 0, n = 0;
    const auto f1 = class_f1(result.predictions, result.classes.size());
    for (std::size_t c = 0; c < result.classes.size(); ++c) {
        const auto recall = result.classes[c].recall();
        if (!recall) continue;
        ++n, sum += *recall, f1_sum += f1[c];
        logs += std::log(std::max(*recall, recall_floor)), inverses += 1 / std::max(*recall, recall_floor);
        if (!metrics.worst_recall || *recall < *metrics.worst_recall)
            metrics.worst_recall = recall, metrics.worst_class = result.classes[c].name;
    }
    if (n == 0) return metrics;
    metrics.mean_recall = sum / n;
    metrics.geometric_mean = std::exp(logs / n), metrics.harmonic_mean = n / inverses;
    if (result.predictions.empty()) return metrics;
    metrics.macro_f1 = f1_sum / n;
    metrics.calibration_error = calibration_error(result.predictions);
    return metrics;
}

std::vector<ConfusionCount> confusion_counts(const std::vector<MethodResult>& results) {
    std::vector<ConfusionCount> counts;
    std::vector<std::string> methods;
    for (const MethodResult& result : results)
        if (std::find(methods.begin(), methods.end(), result.method) == methods.end()) methods.push_back(result.method);
    for (const std::string& method : methods) {
        std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> cells;
        for (const MethodResult& result : results)
            if (result.method == method)
                for (const Prediction& p : result.predictions) ++cells[{p.truth, p.predicted}];
        for (const auto& [cell, images] : cells) counts.push_back({method, cell.first, cell.second, images});
    }
    return counts;
}

} // namespace whydah
