#pragma once

#include "app/core_library.h"
#include "records/run_comparison.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace whydah {

/// A vector figure of a report, as SVG.
struct ReportFigure {
    QString heading;
    QByteArray svg;
};

/// What a report tells: runs in the order of asking, first the reference.
struct ReportContent {
    RunComparison comparison;
    std::vector<std::shared_ptr<const RunRecord>> records; ///< of each of comparison.runs
    std::vector<ReportFigure> figures;
};

/// Tables, figures, protocol cards and problems as HTML, all text escaped, nothing outside referred to.
/// @param inline_figures as SVG, with the style of a screen; else neither, for a document that is printed
QString report_html(const ReportContent& content, bool inline_figures);

/// Writes a report of these run folders by the file's suffix, .html or .pdf; whole or not at all.
/// @return exit code: 0, or 1 with a message on standard error
int write_report_file(const QStringList& runs, const QString& file, CoreLoader core = core_api);

} // namespace whydah
