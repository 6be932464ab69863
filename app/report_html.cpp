#include "app/report_file.h"
#include "widgets/comparison_text.h"
#include "widgets/number_text.h"

#include <QObject>
#include <QRegularExpression>

#include <algorithm>
#include <cstddef>

namespace whydah {
namespace {

constexpr const char* style =
    ":root{color-scheme:light dark}body{font:15px/1.5 sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;"
    "color:#1f2328;background:#fff}table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #d0d7de;"
    "overflow-wrap:anywhere}figure{margin:1em 0;background:#fff;break-inside:avoid}"
    "figure svg{width:100%;height:auto;display:block}tr{break-inside:avoid}h2,h3{break-after:avoid}"
    "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#15191f}th,td{border-color:#3d444d}}"
    "@media print{body{color:#000;background:#fff;max-width:none;margin:0}th,td{border-color:#bbb}}";

QString escaped(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

QString row_of(const QStringList& cells, const char* tag = "td") {
    const QString name = QLatin1String(tag);
    return QStringLiteral("<tr><") + name + u'>' + cells.join(QStringLiteral("</") + name + QStringLiteral("><") + name + u'>') + QStringLiteral("</") + name + QStringLiteral("></tr>\n");
}

QString table_of(const QStringList& head, const QString& rows) {
    return QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\">\n<thead>") + row_of(head, "th") +
           QStringLiteral("</thead>\n<tbody>\n") + rows + QStringLiteral("</tbody></table>\n");
}

QString cell(const std::optional<MeanSd>& value, const RowComparison* tests, std::size_t column) {
    if (!value) return QString(no_number);
    const QString marks = tests ? QString::fromStdString(significance_marks(tests->tests[column]).text()) : QString();
    return percent_text(value->mean) + spread_text(*value) + (marks.isEmpty() ? QString() : QStringLiteral(" ") + marks);
}

QString methods_html(const RunComparison& all) {
    QString rows, lines;
    for (std::size_t r = 0; r < all.runs.size(); ++r)
        for (const MethodRow& row : method_rows(all.runs[r].results, all.wish.rule)) {
            const RunMethod of{r, row.method};
            const auto found = std::find_if(all.rows.begin(), all.rows.end(), [&](auto& c) { return c.row == of; });
            const RowComparison* tests = found == all.rows.end() ? nullptr : &*found;
            rows += row_of({escaped(run_method_label(of, all.runs.size())), cell(row.all, tests, 0),
                            cell(row.many, tests, 1), cell(row.medium, tests, 2), cell(row.few, tests, 3),
                            tests ? difference_text(over_classes(tests->tests[0])).toHtmlEscaped() : QString(no_number),
                            QString::number(row.seeds.size())});
            if (tests) lines += QStringLiteral("<li>") + tests_text(*tests, all.runs.size()).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) +
                                QStringLiteral("</li>\n");
        }
    const BandRule& rule = all.wish.rule;
    return QObject::tr("<h2>Methods by bands</h2>\n") +
           table_of({QObject::tr("Method"), QObject::tr("All"), QObject::tr("Many"), QObject::tr("Medium"),
                     QObject::tr("Few"), QObject::tr("Difference [95 %]"), QObject::tr("Seeds")},
                    rows) +
           QObject::tr("<p>Mean recall over classes in percent ± standard deviation over seeds. Training images: many "
                       "%1, medium %2, few %3. Marks where p (Holm) &lt; 0.05: W Wilcoxon over classes, M McNemar on "
                       "test images in every seed, t paired t over seeds.</p>\n")
               .arg(escaped(rule.text(Band::many)), escaped(rule.text(Band::medium)), escaped(rule.text(Band::few))) +
           (lines.isEmpty() ? QString() : QObject::tr("<h3>Tests</h3>\n") + QStringLiteral("<ul>\n") + lines + QStringLiteral("</ul>\n"));
}

QString options_html(const RunComparison& all) {
    QStringList head{QObject::tr("Option")};
    for (std::size_t r = 0; r < all.runs.size(); ++r) head << escaped(run_letter(r));
    QString rows;
    for (const OptionDifference& option : all.options) {
        QStringList cells{escaped(option.group + " · " + option.label)};
        for (const std::string& value : option.values) cells << escaped(value);
        rows += row_of(cells);
    }
    return QObject::tr("<h2>Options that differ</h2>\n") +
           (rows.isEmpty() ? QObject::tr("<p>None: the runs have the same options.</p>\n") : table_of(head, rows));
}

QString problems_html(const RunRecord& record) {
    QString rows;
    for (const DataProblem& p : record.dataset.problems) rows += row_of({escaped(p.where), escaped(p.what)});
    for (const LogLine& line : record.log)
        if (line.level != LogLine::Level::info)
            rows += row_of({line.level == LogLine::Level::error ? QObject::tr("error") : QObject::tr("warning"),
                            escaped(line.text)});
    const auto more = record.dataset.problem_count - static_cast<std::int64_t>(record.dataset.problems.size());
    return (rows.isEmpty() ? QObject::tr("<p>No problems.</p>\n")
                           : table_of({QObject::tr("Where"), QObject::tr("Problem")}, rows)) +
           (more > 0 ? QObject::tr("<p>%1 more are not listed.</p>\n").arg(count_text(more)) : QString());
}

QString run_html(const ComparedRun& run, const RunRecord& record, const QString& title) {
    QString text = QObject::tr("<h2>Protocol: %1</h2>\n").arg(title), rows;
    text += QObject::tr("<p>Folder: %1 · state: %2</p>\n").arg(escaped(run.folder), QLatin1String(run_state_name(run.state)));
    for (const ProtocolCard::Section& section : run.protocol.sections)
        for (const auto& [name, value] : section.entries)
            rows += row_of({escaped(section.title), escaped(name), escaped(value)});
    text += rows.isEmpty() ? QObject::tr("<p>The run has no protocol card.</p>\n")
                           : table_of({QObject::tr("Part"), QObject::tr("Name"), QObject::tr("Value")}, rows);
    return text + QObject::tr("<h3>Problems: %1</h3>\n").arg(title) + problems_html(record);
}

/// Without XML header and namespaces, which HTML needs not; names of its parts are its own.
QString inline_svg(const ReportFigure& figure, std::size_t number) {
    static const QRegularExpression root(QStringLiteral("^.*?<svg[^>]*?(viewBox=\"[^\"]*\")[^>]*>"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString svg = QString::fromUtf8(figure.svg);
    svg.replace(root, QStringLiteral("<svg \\1 role=\"img\" aria-label=\"%1\">").arg(figure.heading.toHtmlEscaped()));
    const QString own = QStringLiteral("f%1-").arg(number);
    svg.replace(QLatin1String(" id=\""), QStringLiteral(" id=\"") + own).replace(QLatin1String("url(#"), QStringLiteral("url(#") + own);
    return svg.replace(QLatin1String("xlink:href=\"#"), QStringLiteral("href=\"#") + own);
}

} // namespace

QString report_html(const ReportContent& content, bool inline_figures) {
    const RunComparison& all = content.comparison;
    QStringList names;
    for (std::size_t r = 0; r < all.runs.size(); ++r)
        names << escaped((all.runs.size() > 1 ? run_letter(r) + " · " : "") + all.runs[r].name);
    const QString title = QObject::tr("Report: %1").arg(names.join(QStringLiteral(", ")));
    QString text = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                  "<meta name=\"viewport\" content=\"width=device-width\">\n");
    text += QStringLiteral("<title>") + title + QStringLiteral("</title>\n");
    if (inline_figures) text += QStringLiteral("<style>") + QLatin1String(style) + QStringLiteral("</style>\n");
    text += QStringLiteral("</head>\n<body>\n<h1>") + title + QStringLiteral("</h1>\n") + methods_html(all);
    if (all.runs.size() > 1) text += options_html(all);
    if (inline_figures)
        for (std::size_t f = 0; f < content.figures.size(); ++f)
            text += QStringLiteral("<figure>") + inline_svg(content.figures[f], f) + QStringLiteral("</figure>\n");
    for (std::size_t r = 0; r < all.runs.size(); ++r)
        text += run_html(all.runs[r], *content.records[r], names[static_cast<qsizetype>(r)]);
    return text + QStringLiteral("</body>\n</html>\n");
}

} // namespace whydah
