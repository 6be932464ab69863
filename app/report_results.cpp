#include "app/report_content.h"
#include "records/measure_rows.h"
#include "widgets/number_text.h"
#include "widgets/results_rows.h"
#include "widgets/run_gain_plot.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace whydah {
namespace {

using Tone = ReportText::Tone;

QString tr(const char* text) { return QObject::tr(text); }
QString text_of(const std::string& text) { return QString::fromStdString(text); }

const RowComparison* tests_of(const RunComparison& all, const RunMethod& of) {
    const auto found = std::find_if(all.rows.begin(), all.rows.end(), [&](const auto& row) { return row.row == of; });
    return found == all.rows.end() ? nullptr : &*found;
}

/// Mean, and beside it spread and marks: two cells.
void add_value(std::vector<ReportCell>& row, const std::optional<MeanSd>& value, const std::vector<Comparison>* tests,
               bool best) {
    row.push_back({.text = percent_text(value ? std::optional(value->mean) : std::nullopt), .strong = best});
    const QString marks = tests ? text_of(significance_marks(*tests).text()) : QString();
    row.push_back({.text = {}, .spread = value ? spread_text(*value).trimmed() : QString(), .raised = marks});
}

/// "many: n > 100 (5 classes)": how many differs with the runs' data.
QString bands_line(const ReportContent& content) {
    const BandRule& rule = content.comparison.wish.rule;
    QStringList bands;
    for (Band band : all_bands)
        bands << QStringLiteral("%1 %2").arg(QLatin1String(band_name(band)), text_of(rule.text(band)));
    QStringList sizes;
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        const auto& results = content.comparison.runs[r].results;
        if (results.empty()) continue;
        const auto counts = band_sizes(rule.bands_of(train_counts(results.front())));
        const QString text = QObject::tr("%1 / %2 / %3 classes").arg(counts[0]).arg(counts[1]).arg(counts[2]);
        sizes << (content.runs.size() > 1 ? text_of(run_letter(r)) + u' ' : QString()) + text;
    }
    return QObject::tr("Bands by training images: %1: %2.")
        .arg(bands.join(QStringLiteral(", ")), sizes.join(QStringLiteral(", ")));
}

/// What the meta-network adds to the identity control of its own run: never MetaModelNet without it.
ReportBlocks earned(const ReportContent& content) {
    ReportBlocks blocks;
    const auto& runs = content.comparison.runs;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const auto has = [&](std::string_view method) {
            return std::any_of(runs[r].results.begin(), runs[r].results.end(),
                               [&](const auto& m) { return m.method == method; });
        };
        if (!has("meta_model_net")) continue;
        const QString who = runs.size() > 1 ? text_of(run_letter(r)) + QStringLiteral(": ") : QString();
        if (const auto value = earned_by_meta_network(runs[r].results, content.comparison.wish.rule))
            blocks.push_back(ReportText{
                .lines = {QObject::tr("%1What the meta-network adds to its identity control (logit "
                                      "adjustment), over all classes: %2 points, %3.")
                              .arg(who, points_text(value->mean) + (value->sd ? spread_text(*value) : QString()),
                                   value->sd ? QObject::tr("seed by seed, %1 seeds").arg(value->n)
                                             : tr("of one seed: its spread is not known"))}});
        else
            blocks.push_back(
                ReportText{.tone = Tone::warning,
                           .lines = {QObject::tr("%1MetaModelNet ran without its identity control (logit adjustment): "
                                                 "how much of its result the meta-network has earned is not known.")
                                         .arg(who)}});
    }
    return blocks;
}

using Group = std::vector<std::size_t>; ///< runs whose numbers are of the same data and split

std::vector<Group> groups_of(const std::vector<ComparedRun>& runs) {
    std::vector<Group> groups;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        if (runs[r].results.empty()) continue;
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            const ComparedRun& first = runs[group.front()];
            return why_not_comparable(runs[r], first).empty() && split_difference(runs[r], first).empty();
        });
        found == groups.end() ? groups.push_back({r}) : found->push_back(r);
    }
    return groups;
}

/// "A, B: caltech101 · SUN recipe".
QString name_of(const Group& group, const std::vector<ComparedRun>& runs) {
    QStringList letters;
    for (std::size_t run : group) letters << text_of(run_letter(run));
    const ComparedRun& first = runs[group.front()];
    return QStringLiteral("%1: %2").arg(letters.join(QStringLiteral(", ")),
                                        text_of(first.dataset + (first.split.empty() ? "" : " · " + first.split)));
}

/// What has to be explained beneath the tables.
struct Seen {
    bool marks = false, one_seed = false;
};

ReportTable table_of(const Group& group, const RunComparison& all, Seen& seen) {
    const bool several = all.runs.size() > 1;
    std::map<std::size_t, std::vector<MethodRow>> values;
    std::array<double, band_columns.size()> best{};
    for (std::size_t run : group) {
        values[run] = method_rows(all.runs[run].results, all.wish.rule);
        for (const MethodRow& row : values[run])
            for (std::size_t b = 0; b < best.size(); ++b)
                if (const auto& value = row.*band_columns[b]) best[b] = std::max(best[b], value->mean);
    }
    ReportTable table;
    if (several) table.columns.push_back({.title = tr("Run")});
    table.columns.push_back({.title = tr("Method"), .share = 1});
    for (const char* title : {"All", "Many", "Medium", "Few"}) {
        table.columns.push_back({.title = tr(title), .number = true});
        table.columns.push_back({.title = {}, .attached = true});
    }
    table.columns.push_back({.title = tr("Seeds"), .number = true});
    for (const RunMethod& of : run_methods(all.runs)) {
        if (std::find(group.begin(), group.end(), of.run) == group.end()) continue;
        const auto& rows = values[of.run];
        const auto& value =
            *std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.method == of.method; });
        const RowComparison* tests = tests_of(all, of);
        std::vector<ReportCell> row;
        if (several) row.push_back({.text = text_of(run_letter(of.run))});
        row.push_back({.text = text_of(method_label(of.method))});
        for (std::size_t b = 0; b < band_columns.size(); ++b) {
            const auto& shown = value.*band_columns[b];
            add_value(row, shown, tests ? &tests->tests[b] : nullptr, shown && shown->mean == best[b]);
            seen.marks |= !row.back().raised.isEmpty();
        }
        seen.one_seed |= value.seeds.size() == 1;
        row.push_back({.text = count_text(static_cast<std::int64_t>(value.seeds.size()))});
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Macro F1, worst class, geometric and harmonic mean, calibration error: nothing for runs that have not ended.
ReportBlocks further_measures(const Group& group, const RunComparison& all) {
    const bool several = all.runs.size() > 1;
    ReportTable table;
    if (several) table.columns.push_back({.title = tr("Run")});
    table.columns.push_back({.title = tr("Method"), .share = 1});
    for (const MeasureColumn& column : measure_columns) {
        table.columns.push_back({.title = text_of(std::string(column.name)), .number = true});
        table.columns.push_back({.title = {}, .attached = true});
    }
    bool doubted = false;
    for (const RunMethod& of : run_methods(all.runs)) {
        if (std::find(group.begin(), group.end(), of.run) == group.end()) continue;
        const auto rows = measure_rows(all.runs[of.run].metrics);
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.method == of.method; });
        if (found == rows.end()) continue;
        std::vector<ReportCell> row;
        if (several) row.push_back({.text = text_of(run_letter(of.run))});
        const QString label = text_of(method_label(of.method));
        row.push_back({.text = label + (found->probabilities ? QString() : QStringLiteral(" *"))});
        doubted |= !found->probabilities;
        for (const MeasureColumn& column : measure_columns) add_value(row, *found.*column.value, nullptr, false);
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return {};
    QString note = tr("Percent, mean ± standard deviation over seeds. Geometric and harmonic mean of the classes' recalls, "
                      "none counted below 0.001 %. ECE: 15 bins, less is better.");
    if (doubted) note += QStringLiteral(" * ") + text_of(std::string(no_probabilities_note)) + u'.';
    return {std::move(table), ReportText{.tone = Tone::muted, .lines = {note}}};
}

} // namespace

ReportBlocks report_results(const ReportContent& content) {
    const auto& runs = content.comparison.runs;
    ReportBlocks blocks{ReportHeading{.text = tr("Results")}};
    if (run_methods(runs).empty()) {
        blocks.push_back(ReportText{.lines = {tr("There are no results: nothing was finished.")}});
        return blocks;
    }
    const std::vector<Group> groups = groups_of(runs);
    Seen seen;
    for (const Group& group : groups) {
        if (groups.size() > 1) blocks.push_back(ReportHeading{.text = name_of(group, runs), .level = 3});
        blocks.push_back(table_of(group, content.comparison, seen));
    }
    QStringList note{
        tr("Mean recall over classes of the test images in percent ± standard deviation over seeds (n − 1)."),
        bands_line(content)};
    if (groups.size() > 1) note << tr("Runs of different data or splits have a table each, and each its best in bold.");
    if (seen.one_seed) note << tr("“± –”: one seed. Nothing is known of its spread.");
    if (seen.marks)
        note << tr("Raised: the difference to the reference has p < 0.05 after Holm by W Wilcoxon over classes, M "
                   "McNemar on the same test images in every seed, t over seeds.");
    blocks.push_back(ReportText{.tone = Tone::muted, .lines = {note.join(u' ')}});
    for (ReportBlock& block : earned(content)) blocks.push_back(std::move(block));
    blocks.push_back(ReportHeading{.text = tr("Further measures"), .level = 3});
    const std::size_t before = blocks.size();
    for (const Group& group : groups) {
        ReportBlocks measures = further_measures(group, content.comparison);
        if (groups.size() > 1 && !measures.empty()) blocks.push_back(ReportText{.lines = {name_of(group, runs)}});
        for (ReportBlock& block : measures) blocks.push_back(std::move(block));
    }
    if (blocks.size() == before) blocks.pop_back(); // no run has ended
    return blocks;
}

} // namespace whydah
