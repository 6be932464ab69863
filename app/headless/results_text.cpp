#include "app/headless/results_text.h"

#include "app/headless/text_table.h"
#include "records/measure_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace whydah {
namespace {

std::string p_text(const std::optional<double>& p) {
    if (!p) return "-";
    return *p < 0.001 ? printed("%.0e", *p) : printed("%.3f", *p);
}

std::string p_cell(const Comparison* c) { return c ? p_text(c->p) + " (" + p_text(c->p_holm) + ")" : "-"; }

std::string points(double share) {
    return printed("%+.1f", std::abs(100 * share) < 0.05 ? 0.0 : 100 * share); // never -0.0
}

const Comparison* find(const RunRecord& record, const Comparison& pair, const char* test) {
    const auto found = std::find_if(record.comparisons.begin(), record.comparisons.end(), [&](const Comparison& c) {
        return c.test == test && c.method == pair.method && c.reference == pair.reference;
    });
    return found == record.comparisons.end() ? nullptr : &*found;
}

std::string bands_text(const RunRecord& record) {
    std::string text = "classes that are many, medium, few:";
    const auto counts = train_counts(record.results.front());
    for (std::string_view name : band_rule_names) {
        const auto sizes = band_sizes(record.options.run.band_rule(name).bands_of(counts));
        text += name == band_rule_names.front() ? " " : ";  ";
        text += std::string(name) + (name == record.options.run.bands ? " (shown)" : "");
        for (std::int64_t size : sizes) text += " " + std::to_string(size);
    }
    return text + "\n";
}

std::string metrics_text(const RunRecord& record) {
    TextTable table;
    std::vector<std::string> head{"method"};
    for (const MeasureColumn& column : measure_columns) head.emplace_back(column.name);
    table.add(head);
    std::string doubted;
    for (const MeasureRow& row : measure_rows(record.metrics)) {
        std::vector<std::string> cells{row.method};
        for (const MeasureColumn& column : measure_columns) cells.push_back(cell(row.*column.value));
        table.add(cells);
        if (!row.probabilities) doubted += (doubted.empty() ? "" : ", ") + row.method;
    }
    return table.text() +
           "percent; geometric and harmonic mean of the recalls, none counted below 0.001 %; ECE: 15 bins\n" +
           (doubted.empty() ? "" : doubted + ": " + std::string(no_probabilities_note) + "\n");
}

std::string comparisons_text(const RunRecord& record) {
    const auto has = [&](const char* test) {
        return std::any_of(record.comparisons.begin(), record.comparisons.end(),
                           [&](const Comparison& c) { return c.test == test; });
    };
    const auto several = [&] { // a stopped run may have fewer seeds than were asked for
        return std::any_of(record.results.begin(), record.results.end(),
                           [&](const MethodResult& r) { return r.seed != record.results.front().seed; });
    };
    const bool seeds = has("t_seeds"), one_seed = has("mcnemar") && !several();
    TextTable table;
    std::vector<std::string> head{"difference", "points", "95 % interval", "p over classes (Holm)"};
    if (one_seed) head.emplace_back("p on images (Holm)");
    if (seeds) head.emplace_back("p over seeds (Holm)");
    table.add(head);
    for (const Comparison& c : record.comparisons) {
        if (c.test != "wilcoxon_classes") continue;
        std::vector<std::string> row{c.method + " - " + c.reference, points(c.difference),
                                     c.interval ? "[" + points(c.interval->low) + ", " + points(c.interval->high) + "]"
                                                : std::string("-"),
                                     p_cell(&c)};
        if (one_seed) row.push_back(p_cell(find(record, c, "mcnemar")));
        if (seeds) row.push_back(p_cell(find(record, c, "t_seeds")));
        table.add(row);
    }
    std::string text = table.text() + "of mean recall; interval: test images resampled within classes; over classes: "
                                      "Wilcoxon";
    if (one_seed) text += "; on images: McNemar";
    if (seeds) text += "; over seeds: paired t (Wilcoxon over seeds stands in significance.csv)";
    text += "; in brackets after Holm\n";
    if (!seeds) text += "fewer than 3 seeds: whether another training would agree is not tested\n";
    return text;
}

} // namespace

std::string results_text(const RunRecord& record) {
    const BandRule rule = record.options.run.band_rule();
    TextTable table;
    table.add({"method", "all", "many", "medium", "few", "seeds"});
    const auto rows = method_rows(record.results, rule);
    bool single = false;
    for (const MethodRow& row : rows) {
        const bool one = row.seeds.size() == 1;
        single |= one;
        table.add({row.method, cell(row.all), cell(row.many), cell(row.medium), cell(row.few),
                   one ? "one seed" : std::to_string(row.seeds.size())});
    }
    std::string text = table.text() +
                       "mean recall over classes in percent, ± standard deviation over seeds; training "
                       "images: many " +
                       rule.text(Band::many) + ", medium " + rule.text(Band::medium) + ", few " + rule.text(Band::few) +
                       "\n";
    if (single) text += "one seed: no spread is known, a small difference may be chance\n";
    return text;
}

std::string statistics_text(const RunRecord& record) {
    if (record.results.empty()) return {};
    std::string text = bands_text(record);
    if (!record.metrics.empty()) text += "\n" + metrics_text(record);
    if (!record.comparisons.empty()) text += "\n" + comparisons_text(record);
    return text;
}

std::string published_text(const PublishedTable& table) {
    std::string text = "published, on other data or splits, not to be compared with the figures above: " + table.title +
                       "\n" + table.measure + ", percent; " + table.split + "\n";
    const bool settings = std::any_of(table.numbers.begin(), table.numbers.end(),
                                      [](const PublishedNumber& n) { return !n.setting.empty(); });
    TextTable rows;
    std::string setting;
    const auto percent = [](const std::optional<double>& value) { return value ? printed("%.4g", *value) : "-"; };
    rows.add({"  published", "all", "many", "medium", "few", "backbone", "source"});
    for (const PublishedNumber& n : table.numbers) {
        if (settings && n.setting != setting) rows.add({"  " + (setting = n.setting) + ":"});
        rows.add({(settings ? "    " : "  ") + n.method, printed("%.4g", n.all), percent(n.many), percent(n.medium),
                  percent(n.few), n.backbone, n.source + (n.note.empty() ? "" : "; " + n.note)});
    }
    text += rows.text();
    if (!table.bands.empty()) text += "bands by the rule " + table.bands + "\n";
    return text;
}

} // namespace whydah
