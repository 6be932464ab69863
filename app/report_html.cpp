#include "app/report_document.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstddef>

namespace whydah {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "DejaVu Sans", Verdana, sans-serif; max-width: 860px; margin: 2.5em auto; padding: 0 1.2em;
  color: #1f2328; background: #fff; }
h1 { font-size: 1.9em; line-height: 1.25; margin: 0 0 .4em; overflow-wrap: anywhere; }
h2 { font-size: 1.35em; margin: 1.8em 0 .5em; padding-bottom: .2em; border-bottom: 1px solid #d0d7de; }
h3 { font-size: 1.05em; margin: 1.4em 0 .4em; }
h2, h3 { overflow-wrap: anywhere; break-after: avoid; }
p { margin: .6em 0; overflow-wrap: anywhere; }
.muted { color: #59636e; font-size: .9em; }
.warning { border-left: 4px solid #b57500; background: #fff6e2; color: #5a3b00; padding: .5em .9em; }
.wide { overflow-x: auto; margin: .8em 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
table.fine { font-size: .82em; }
th, td { text-align: left; vertical-align: top; padding: .28em .7em .28em 0; border-bottom: 1px solid #e3e7eb;
  overflow-wrap: anywhere; }
th { border-bottom: 1px solid #818b98; }
th.number, td.number { text-align: right; white-space: nowrap; }
th.short, td.short { white-space: nowrap; }
th.joined, td.joined { padding-right: .25em; }
th:last-child, td:last-child { padding-right: 0; }
td i { font-style: normal; color: #59636e; }
sup { font-size: .7em; color: #0550ae; }
figure { margin: 1.4em 0; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: .3em; overflow-wrap: anywhere; }
figure svg { display: block; width: 100%; height: auto; }
figure svg text { font-family: "DejaVu Sans", Verdana, sans-serif; }
footer { margin-top: 3em; color: #59636e; font-size: .85em; }
@page { size: A4; margin: 18mm; }
@media print {
  body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
  tr, .warning { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
}
)";

/// As text of an element or of an attribute. Control characters are none of HTML's; lines are told apart elsewhere.
QString escaped(QString text) {
    for (QChar& c : text)
        if ((c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0))
            c = QChar::ReplacementCharacter;
    return text.toHtmlEscaped();
}

QString element(const QString& name, const QString& content, const QString& kind = {}) {
    const QString attribute = kind.isEmpty() ? QString() : QStringLiteral(" class=\"%1\"").arg(kind);
    return QStringLiteral("<") + name + attribute + u'>' + content + QStringLiteral("</") + name + u'>';
}

QString html_of(const ReportHeading& heading) {
    return element(QStringLiteral("h%1").arg(heading.level), escaped(heading.text)) + u'\n';
}

QString html_of(const ReportText& text) {
    QStringList lines;
    for (const QString& line : text.lines) lines << escaped(line).replace(u'\n', QStringLiteral("<br>"));
    using Tone = ReportText::Tone;
    const QString kind = text.tone == Tone::muted     ? QStringLiteral("muted")
                         : text.tone == Tone::warning ? QStringLiteral("warning")
                                                      : QString();
    return element(QStringLiteral("p"), lines.join(QStringLiteral("<br>\n")), kind) + u'\n';
}

QString html_of(const ReportCell& cell) {
    QString text = escaped(cell.text).replace(u'\n', QStringLiteral("<br>"));
    if (cell.strong) text = element(QStringLiteral("b"), text);
    if (!cell.spread.isEmpty()) text += element(QStringLiteral("i"), escaped(cell.spread));
    if (!cell.raised.isEmpty()) text += u' ' + element(QStringLiteral("sup"), escaped(cell.raised));
    return text;
}

QString kind_of(const ReportTable::Column& column, bool joined) {
    QStringList kinds;
    if (column.number) kinds << QStringLiteral("number");
    if (!column.number && column.share == 0) kinds << QStringLiteral("short");
    if (joined) kinds << QStringLiteral("joined");
    return kinds.join(u' ');
}

QString html_of(const ReportTable& table) {
    const auto row_of = [&](const QString& tag, const auto& content_of) {
        QString row;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            row += element(tag, content_of(c),
                           kind_of(table.columns[c], c + 1 < table.columns.size() && table.columns[c + 1].attached));
        return element(QStringLiteral("tr"), row) + u'\n';
    };
    const bool titled =
        std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.title.isEmpty(); });
    QString head, body;
    double shares = 0;
    for (const auto& column : table.columns) shares += column.share;
    for (const auto& column : table.columns)
        head += column.share > 0
                    ? QStringLiteral("<col style=\"width: %1%\">").arg(100 * column.share / shares, 0, 'f', 1)
                    : QStringLiteral("<col>");
    if (titled)
        head += element(QStringLiteral("thead"),
                        row_of(QStringLiteral("th"), [&](std::size_t c) { return escaped(table.columns[c].title); }));
    for (const auto& row : table.rows)
        body +=
            row_of(QStringLiteral("td"), [&](std::size_t c) { return c < row.size() ? html_of(row[c]) : QString(); });
    return element(QStringLiteral("div"),
                   element(QStringLiteral("table"),
                           head + QStringLiteral("<tbody>\n") + body + QStringLiteral("</tbody>"),
                           table.fine ? QStringLiteral("fine") : QString()),
                   QStringLiteral("wide")) +
           u'\n';
}

/// Names of a drawing's parts and what refers to them, within its tags alone: `own` comes before each, as all drawings
/// of a page share one space of names, and Qt calls the first gradient of each "gradient1".
QString with_own_names(const QString& svg, const QString& own) {
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    static const QRegularExpression name(QStringLiteral("(\\s(?:xml:)?id=\"|url\\(#|\\s(?:xlink:)?href=\"#)"));
    QString text;
    qsizetype from = 0;
    for (auto found = tag.globalMatch(svg); found.hasNext();) {
        const auto match = found.next();
        text += QStringView(svg).mid(from, match.capturedStart() - from);
        text += match.captured().replace(name, QStringLiteral("\\1") + own);
        from = match.capturedEnd();
    }
    return text += QStringView(svg).mid(from);
}

/// Without XML's head and without Qt's title, which a browser would show beside the mouse.
QString html_of(const ReportFigure& figure, std::size_t number) {
    static const QRegularExpression root(QStringLiteral("^.*?<svg\\b[^>]*>"),
                                         QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression titles(QStringLiteral("<title>.*?</title>|<desc>.*?</desc>"),
                                           QRegularExpression::DotMatchesEverythingOption);
    QString svg = QString::fromUtf8(figure.svg);
    svg.replace(titles, QString()).replace(root, QString());
    svg = with_own_names(svg, QStringLiteral("f%1-").arg(number));
    const QString caption = escaped(figure.caption);
    return QStringLiteral("<figure>\n<figcaption>") + caption + QStringLiteral("</figcaption>\n") +
           QStringLiteral("<svg viewBox=\"0 0 %1 %2\" role=\"img\" aria-label=\"")
               .arg(figure.size.width())
               .arg(figure.size.height()) +
           caption + QStringLiteral("\">") + svg.trimmed() + QStringLiteral("\n</figure>\n");
}

} // namespace

QString report_html(const ReportDocument& document) {
    const QString title = escaped(document.title);
    QString text = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    text += element(QStringLiteral("title"), title) + u'\n' + element(QStringLiteral("style"), QLatin1String(style)) +
            QStringLiteral("\n</head>\n<body>\n") + element(QStringLiteral("h1"), title) + u'\n';
    std::size_t figures = 0;
    for (const ReportBlock& block : document.blocks) {
        if (const auto* heading = std::get_if<ReportHeading>(&block)) text += html_of(*heading);
        if (const auto* words = std::get_if<ReportText>(&block)) text += html_of(*words);
        if (const auto* table = std::get_if<ReportTable>(&block)) text += html_of(*table);
        if (const auto* figure = std::get_if<ReportFigure>(&block)) text += html_of(*figure, ++figures);
    }
    return text + element(QStringLiteral("footer"), escaped(document.footer)) + QStringLiteral("\n</body>\n</html>\n");
}

} // namespace whydah
