#include "core/store/statistics_csv.h"

#include "core/store/csv.h"
#include "records/fixed_text.h"

#include <cmath>

namespace whydah {
namespace {

namespace fs = std::filesystem;

std::string percent(const std::optional<double>& share) {
    return share ? fixed_text(100 * *share, 4) : std::string();
}
std::string number(const std::optional<double>& value) { return value ? option_text(*value) : std::string(); }

std::optional<double> share_from(const CsvTable& table, std::size_t line, std::string_view column) {
    const double value = table.number(line, column);
    return std::isnan(value) ? std::nullopt : std::optional(value / 100);
}
std::optional<double> number_from(const CsvTable& table, std::size_t line, std::string_view column) {
    const double value = table.number(line, column);
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

const std::string& class_name(const RunRecord& record, std::int32_t label) {
    static const std::string unknown;
    const auto c = static_cast<std::size_t>(label);
    return record.results.empty() || c >= record.results.front().classes.size()
               ? unknown
               : record.results.front().classes[c].name;
}

void read_metrics(const fs::path& file, RunRecord& record) {
    const CsvTable table(file, {"method", "seed", "mean_recall", "macro_f1", "worst_recall", "worst_class",
                                "geometric_mean", "harmonic_mean", "ece"});
    for (std::size_t i = 0; i < table.lines(); ++i) {
        MethodMetrics m;
        m.method = table.text(i, "method"), m.seed = table.integer(i, "seed");
        m.mean_recall = share_from(table, i, "mean_recall"), m.macro_f1 = share_from(table, i, "macro_f1");
        m.worst_recall = share_from(table, i, "worst_recall"), m.worst_class = table.text(i, "worst_class");
        m.geometric_mean = share_from(table, i, "geometric_mean");
        m.harmonic_mean = share_from(table, i, "harmonic_mean");
        m.calibration_error = share_from(table, i, "ece");
        record.metrics.push_back(std::move(m));
    }
}

void read_significance(const fs::path& file, RunRecord& record) {
    const CsvTable table(file, {"method", "reference", "test", "seed", "n", "statistic", "p", "p_holm", "smallest_p",
                                "difference", "low", "high", "how"});
    for (std::size_t i = 0; i < table.lines(); ++i) {
        Comparison c;
        c.method = table.text(i, "method"), c.reference = table.text(i, "reference");
        c.test = table.text(i, "test"), c.how = table.text(i, "how");
        if (!table.text(i, "seed").empty()) c.seed = table.integer(i, "seed");
        c.n = table.integer(i, "n"), c.statistic = table.number(i, "statistic");
        c.p = number_from(table, i, "p"), c.p_holm = number_from(table, i, "p_holm");
        c.smallest_p = table.number(i, "smallest_p");
        c.difference = table.number(i, "difference") / 100;
        const auto low = share_from(table, i, "low"), high = share_from(table, i, "high");
        if (low && high) c.interval = Interval{*low, *high};
        record.comparisons.push_back(std::move(c));
    }
}

void read_confusion(const fs::path& file, RunRecord& record) {
    const CsvTable table(file, {"method", "truth", "predicted", "images"});
    for (std::size_t i = 0; i < table.lines(); ++i)
        record.confusion.push_back({table.text(i, "method"), static_cast<std::int32_t>(table.integer(i, "truth")),
                                    static_cast<std::int32_t>(table.integer(i, "predicted")),
                                    table.integer(i, "images")});
}

} // namespace

std::string metrics_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "carve_seed", "sampling_seed", "initialisation_seed", "mean_recall",
                                 "macro_f1", "worst_recall", "worst_class", "geometric_mean", "harmonic_mean", "ece"});
    for (std::size_t i = 0; i < record.metrics.size(); ++i) {
        const MethodMetrics& m = record.metrics[i];
        const SeedSet seeds = i < record.results.size() ? record.results[i].seeds : SeedSet();
        text += csv_line({m.method, option_text(m.seed), option_text(seeds.carve), option_text(seeds.sampling),
                          option_text(seeds.initialisation), percent(m.mean_recall), percent(m.macro_f1),
                          percent(m.worst_recall), m.worst_class, percent(m.geometric_mean), percent(m.harmonic_mean),
                          percent(m.calibration_error)});
    }
    return text;
}

std::string intervals_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "class", "recall", "low", "high"});
    for (const MethodResult& result : record.results)
        for (const ClassAccuracy& c : result.classes) {
            const auto interval = c.recall_interval();
            text += csv_line({result.method, option_text(result.seed), c.name, percent(c.recall()),
                              percent(interval ? std::optional(interval->low) : std::nullopt),
                              percent(interval ? std::optional(interval->high) : std::nullopt)});
        }
    return text;
}

std::string significance_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "reference", "test", "seed", "n", "statistic", "p", "p_holm", "smallest_p",
                                 "difference", "low", "high", "how"});
    for (const Comparison& c : record.comparisons)
        text +=
            csv_line({c.method, c.reference, c.test, c.seed ? option_text(*c.seed) : std::string(), option_text(c.n),
                      option_text(c.statistic), number(c.p), number(c.p_holm), option_text(c.smallest_p),
                      percent(c.difference), percent(c.interval ? std::optional(c.interval->low) : std::nullopt),
                      percent(c.interval ? std::optional(c.interval->high) : std::nullopt), c.how});
    return text;
}

std::string confusion_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "truth", "predicted", "images", "true_class", "predicted_class"});
    for (const ConfusionCount& c : record.confusion)
        text += csv_line({c.method, std::to_string(c.truth), std::to_string(c.predicted), option_text(c.images),
                          class_name(record, c.truth), class_name(record, c.predicted)});
    return text;
}

void read_statistics(const fs::path& folder, RunRecord& record) {
    std::error_code ignored;
    if (fs::exists(folder / "metrics.csv", ignored)) read_metrics(folder / "metrics.csv", record);
    if (fs::exists(folder / "significance.csv", ignored)) read_significance(folder / "significance.csv", record);
    if (fs::exists(folder / "confusion.csv", ignored)) read_confusion(folder / "confusion.csv", record);
}

} // namespace whydah
