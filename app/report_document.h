#pragma once

#include <QByteArray>
#include <QPicture>
#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace whydah {

/// What stands in a report, in the order of reading: plain values that a file of any kind is made of. All text is plain
/// text, as it came from names, notes and files; whoever writes it escapes it.
struct ReportHeading {
    QString text;
    int level = 2; ///< 2: a part, 3: within it
};

struct ReportText {
    enum class Tone { plain, muted, warning } tone = Tone::plain;
    QStringList lines; ///< each on a line of its own
};

struct ReportCell {
    QString text;
    QString spread = {}; ///< after it, subdued
    QString raised = {}; ///< after both, small and raised: marks of significance
    bool strong = false; ///< the best of its column
};

struct ReportTable {
    struct Column {
        QString title;
        bool number = false;   ///< to the right, and never broken
        double share = 0;      ///< of the width that is left, where texts have to be broken; 0: as wide as its content
        bool attached = false; ///< goes with the column before it
    };
    std::vector<Column> columns; ///< without any title: no row of titles
    std::vector<std::vector<ReportCell>> rows;
    bool fine = false; ///< in small letters: facts to look up
};

/// A drawing without raster, once as SVG and once as painter's commands.
struct ReportFigure {
    QString caption;
    QSize size; ///< points of the screen
    QByteArray svg;
    QPicture picture = QPicture();
};

using ReportBlock = std::variant<ReportHeading, ReportText, ReportTable, ReportFigure>;

struct ReportDocument {
    QString title;
    QString footer; ///< beside the page's number
    std::vector<ReportBlock> blocks;
};

/// HTML5 that refers to nothing outside, figures within it as SVG.
QString report_html(const ReportDocument& document);

/// PDF of A4 pages with page numbers. Heads of tables come again on each page, rows are not cut, figures are vectors.
QByteArray report_pdf(const ReportDocument& document);

} // namespace whydah
