#include "app/report_file.h"

#include "core/experiment/job_control.h"
#include "widgets/figure_export.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cstdio>
#include <exception>

namespace whydah {
namespace {

BandRule rule_from(const QString& text) {
    static const QRegularExpression limits(QStringLiteral("^(\\d{1,9})/(\\d{1,9})$"));
    const std::string name = text.toStdString();
    if (std::find(band_rule_names.begin(), band_rule_names.end(), name) != band_rule_names.end())
        return BandRule::named(name);
    const auto match = limits.match(text);
    if (!match.hasMatch())
        throw Error({.what = "'" + name + "' is no rule of bands",
                     .where = "option --bands",
                     .mend = "write decoupling, oltr, mislas, or two numbers as 100/20"});
    return {.many_above = match.captured(1).toLongLong(), .few_below = match.captured(2).toLongLong()};
}

/// The run that "B:plain" names, by its place in the order of asking.
RunMethod reference_from(const QString& text, qsizetype runs) {
    const std::string letters = text.section(u':', 0, 0).toUpper().toStdString(),
                      method = text.section(u':', 1).toStdString();
    for (std::size_t run = 0; run < static_cast<std::size_t>(runs) && !method.empty(); ++run)
        if (run_letter(run) == letters) return {run, method};
    throw Error({.what = "'" + text.toStdString() + "' names no method of a run",
                 .where = "option --against",
                 .mend = "write the run's letter and the method, as A:plain"});
}

/// Folders once each, however they are written.
QStringList folders_of(const QStringList& runs) {
    QStringList folders;
    for (const QString& run : runs) folders << QDir::cleanPath(QFileInfo(run).absoluteFilePath());
    folders.removeDuplicates();
    return folders;
}

Error as_error(const std::exception& error, const QString& folder) {
    if (const auto* own = dynamic_cast<const Error*>(&error)) return *own;
    return Error({.what = error.what(), .where = folder.toStdString(), .mend = "the run is left out of the report"});
}

bool has_method(const RunRecord& run, const std::string& method) {
    return std::any_of(run.results.begin(), run.results.end(),
                       [&](const auto& result) { return result.method == method; });
}

/// @param places of the runs that could be read, in the order of asking
ComparisonWish wish_of(const ReportOrder& order, const ReportContent& content, const std::vector<std::size_t>& places) {
    const RunRecord& first = *content.runs.front().record;
    ComparisonWish wish;
    wish.rule = order.bands.isEmpty() ? first.options.run.band_rule() : rule_from(order.bands);
    if (!order.against.isEmpty()) {
        RunMethod asked = reference_from(order.against, folders_of(order.runs).size());
        const auto place = std::find(places.begin(), places.end(), asked.run);
        if (place == places.end()) return wish; // it cannot be read, which is told of
        asked.run = static_cast<std::size_t>(place - places.begin());
        if (!has_method(*content.runs[asked.run].record, asked.method))
            throw Error({.what = "the run has no results of '" + asked.method + "'",
                         .where = "option --against",
                         .mend = "name a method that it has"});
        wish.reference = asked;
    } else if (content.runs.size() == 1) {
        wish.reference = RunMethod{0, std::string(method_names.front())};
    }
    return wish;
}

} // namespace

QString against_text(const RunMethod& reference) {
    return QString::fromStdString(run_letter(reference.run) + ":" + reference.method);
}

QString bands_text(const BandRule& rule) {
    return rule.by_rank ? QStringLiteral("mislas") : QStringLiteral("%1/%2").arg(rule.many_above).arg(rule.few_below);
}

ReportContent read_report(const CoreApi& core, const ReportOrder& order) {
    ReportContent content;
    KeptRuns runs;
    std::vector<std::size_t> places;
    const QStringList folders = folders_of(order.runs);
    for (qsizetype i = 0; i < folders.size(); ++i) try {
            const std::string path = folders[i].toStdString();
            auto record = std::make_shared<const RunRecord>(core.read_run(path));
            content.runs.push_back({.entry = core.read_entry(path), .record = record});
            runs.push_back({path, record});
            places.push_back(static_cast<std::size_t>(i));
        } catch (const std::exception& error) {
            content.unread.emplace_back(folders[i], as_error(error, folders[i]));
        }
    if (runs.empty() && !content.unread.empty()) throw content.unread.front().second;
    if (runs.empty())
        throw Error(
            {.what = "there is no run to tell of", .where = order.file.toStdString(), .mend = "name folders of runs"});
    const ComparisonWish wish = wish_of(order, content, places);
    content.comparison = core.compare_runs(runs, wish, JobControl());
    for (std::size_t r = 0; r < runs.size(); ++r)
        if (!content.runs[r].entry.name.empty()) content.comparison.runs[r].name = content.runs[r].entry.name;
    // Without what it was to be held against nothing of a single run was tested, which needs no row for each method.
    const auto& reference = content.comparison.wish.reference;
    if (content.runs.size() == 1 && reference && !has_method(*content.runs.front().record, reference->method))
        content.comparison.rows.clear();
    return content;
}

int write_report_file(const ReportOrder& order, CoreLoader core) {
    try {
        const QString suffix = QFileInfo(order.file).suffix().toLower();
        const bool html = suffix == u"html" || suffix == u"htm";
        if (!html && suffix != u"pdf")
            throw Error({.what = "a report is written as .html or .pdf",
                         .where = order.file.toStdString(),
                         .mend = "choose one of these suffixes"});
        const ReportContent content = read_report(core(), order);
        const ReportDocument document = report_document(content, report_figures(content));
        write_whole(order.file, html ? report_html(document).toUtf8() : report_pdf(document));
        std::printf("%s\n", qUtf8Printable(order.file));
        for (const auto& [folder, error] : content.unread) std::fprintf(stderr, "whydah: left out: %s\n", error.what());
        return content.unread.empty() ? 0 : report_without_some;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "whydah: %s\n", error.what());
        return 1;
    }
}

} // namespace whydah
