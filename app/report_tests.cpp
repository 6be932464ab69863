#include "app/report_content.h"
#include "widgets/comparison_text.h"
#include "widgets/number_text.h"
#include "widgets/run_gain_plot.h"

#include <QObject>

#include <algorithm>
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

QString p_text(std::optional<double> p) {
    return !p ? QString(no_number) : *p < 0.001 ? QStringLiteral("< 0.001") : QString::number(*p, 'f', 3);
}

/// The largest p of a test after Holm; of McNemar that is the seed that says least.
std::optional<double> largest_p(const std::vector<Comparison>& tests, std::string_view name) {
    std::optional<double> largest;
    for (const Comparison& test : tests)
        if (test.test == name && test.p_holm) largest = std::max(largest.value_or(0), *test.p_holm);
    return largest;
}

/// "all of C" where that is what they are, else one by one.
QStringList names_of(const std::vector<RunMethod>& methods, const RunComparison& all) {
    QStringList names;
    for (std::size_t run = 0; run < all.runs.size(); ++run) {
        const auto count_in = [run](const auto& list, auto run_of) {
            return std::count_if(list.begin(), list.end(), [&](const auto& one) { return run_of(one) == run; });
        };
        const auto refused = count_in(methods, [](const RunMethod& of) { return of.run; });
        const auto rows = count_in(all.rows, [](const RowComparison& row) { return row.row.run; });
        if (refused > 1 && refused == rows)
            names << QObject::tr("all of %1").arg(text_of(run_letter(run)));
        else
            for (const RunMethod& of : methods)
                if (of.run == run) names << text_of(run_method_label(of, all.runs.size()));
    }
    return names;
}

} // namespace

ReportBlocks report_tests(const ReportContent& content) {
    const RunComparison& all = content.comparison;
    if (all.rows.empty() && (all.runs.size() > 1 || method_rows(all.runs.front().results, all.wish.rule).size() < 2))
        return {};
    if (all.rows.empty())
        return {ReportHeading{.text = tr("Tests over all classes")},
                ReportText{.lines = {tr("None: the run has no plain models that the others could be held against.")}}};
    ReportTable table;
    table.columns = {{.title = tr("Method"), .share = 1},
                     {.title = tr("Against"), .share = 1},
                     {.title = tr("Points [95 %]"), .number = true},
                     {.title = tr("p (W)"), .number = true},
                     {.title = tr("p (M)"), .number = true},
                     {.title = tr("p (t)"), .number = true},
                     {.title = tr("Seeds"), .number = true}};
    std::map<std::string, QStringList> notes;
    std::map<std::string, std::vector<RunMethod>> refused;
    for (const RunMethod& of : run_methods(all.runs)) { // in the order of the results
        const RowComparison* row = tests_of(all, of);
        if (!row) continue;
        const QString name = text_of(run_method_label(row->row, all.runs.size()));
        if (!row->refusal.empty()) {
            refused[row->refusal].push_back(of);
            continue;
        }
        if (!row->note.empty()) notes[row->note] << name;
        const auto& tests = row->tests[0];
        table.rows.push_back({{.text = name},
                              {.text = text_of(run_method_label(row->reference, all.runs.size()))},
                              {.text = difference_text(over_classes(tests))},
                              {.text = p_text(largest_p(tests, "wilcoxon_classes"))},
                              {.text = p_text(largest_p(tests, "mcnemar"))},
                              {.text = p_text(largest_p(tests, "t_seeds"))},
                              {.text = count_text(static_cast<std::int64_t>(row->seeds.size()))}});
    }
    ReportBlocks blocks{ReportHeading{.text = tr("Tests over all classes")}};
    if (!table.rows.empty()) {
        blocks.push_back(std::move(table));
        blocks.push_back(ReportText{
            .tone = Tone::muted,
            .lines = {tr("Difference in points of recall with the 95 % interval by bootstrap of the test images. p "
                         "after Holm over the rows: W Wilcoxon's signed ranks over classes, M McNemar on test images "
                         "(of several seeds the largest), t paired t over seeds, from three on.")}});
    }
    for (const auto& [why, names] : notes)
        blocks.push_back(
            ReportText{.tone = Tone::muted,
                       .lines = {QObject::tr("%1: %2.").arg(names.join(QStringLiteral(", ")), text_of(why))}});
    for (const auto& [why, methods] : refused)
        blocks.push_back(
            ReportText{.lines = {QObject::tr("Not tested – %1: %2.")
                                     .arg(text_of(why), names_of(methods, all).join(QStringLiteral(", ")))}});
    return blocks;
}

ReportBlocks report_options(const ReportContent& content) {
    const bool one = content.runs.size() == 1;
    std::vector<OptionDifference> options = content.comparison.options;
    if (one) options = option_differences({ExperimentOptions(), content.runs.front().record->options});
    ReportTable table;
    table.fine = true;
    table.columns.push_back({.title = tr("Option"), .share = 1});
    if (one)
        table.columns.insert(table.columns.end(),
                             {{.title = tr("Default"), .share = 1}, {.title = tr("This run"), .share = 2}});
    for (std::size_t r = 0; !one && r < content.runs.size(); ++r)
        table.columns.push_back({.title = text_of(run_letter(r)), .share = 1.5});
    for (const OptionDifference& option : options) {
        std::vector<ReportCell> row{{.text = text_of(option.group + " · " + option.label +
                                                     (option.unit.empty() ? "" : " (" + option.unit + ")"))}};
        for (const std::string& value : option.values)
            row.push_back(
                {.text = value.empty() ? QString(no_number) : text_of(value).replace(u',', QStringLiteral(", "))});
        table.rows.push_back(std::move(row));
    }
    ReportBlocks blocks{
        ReportHeading{.text = one ? tr("Options that are not the defaults") : tr("Options that differ")}};
    if (table.rows.empty())
        blocks.push_back(ReportText{.lines = {one ? tr("None.") : tr("None: the runs have the same options.")}});
    else
        blocks.push_back(std::move(table));
    return blocks;
}

} // namespace whydah
