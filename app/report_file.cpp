#include "app/report_file.h"

#include "core/experiment/job_control.h"
#include "records/error.h"
#include "widgets/figure_export.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/run_gain_plot.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFileInfo>
#include <QFontInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextOption>

#include <cstdio>
#include <exception>
#include <functional>

namespace whydah {
namespace {

constexpr int dpi = 96, margin = 56, font_size = 9;

using Taker = std::function<void(StyledPlot& plot, const QString& heading)>;

/// The gain of one run over the other first, then the pictures of each run.
void draw_all(const ReportContent& content, const Taker& take) {
    const auto& runs = content.comparison.runs;
    if (runs.size() > 1) {
        RunGainPlot gain;
        gain.setPalette(light_palette());
        gain.setFont(QFont(QFontInfo(gain.font()).family(), 10));
        gain.show_comparison(content.comparison);
        const QString heading =
            QObject::tr("%1 over %2").arg(QString::fromStdString(run_method_label(gain.method(), runs.size())),
                                          QString::fromStdString(run_method_label(gain.reference(), runs.size())));
        gain.plot()->set_heading(heading);
        take(*gain.plot(), heading);
    }
    for (std::size_t r = 0; r < runs.size(); ++r)
        draw_figures(*content.records[r], [&](StyledPlot& plot, const QString&, const QString& heading) {
            const QString whose =
                runs.size() > 1 ? QString::fromStdString(run_letter(r)) + QStringLiteral(" · ") + heading : heading;
            plot.set_heading(whose);
            take(plot, whose);
        });
}

/// The text on pages of their size, then two figures a page, with page numbers.
QByteArray pdf_of(const ReportContent& content) {
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&bytes);
    pdf.setResolution(dpi);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins({});
    const QSizeF page(pdf.width(), pdf.height());
    const QSizeF inner(page.width() - 2 * margin, page.height() - 2 * margin);
    QTextDocument text;
    text.setUseDesignMetrics(true);
    text.documentLayout()->setPaintDevice(&pdf);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setDefaultTextOption(wrap);
    text.setDefaultFont(QFont(QFontInfo(QFont()).family(), font_size));
    text.setDocumentMargin(0);
    text.setDefaultStyleSheet(QStringLiteral("th{text-align:left}"));
    text.setHtml(report_html(content, false));
    text.setPageSize(inner);

    QCPPainter painter;
    painter.begin(&pdf);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    int number = 0;
    const auto begin_page = [&] {
        if (number++ > 0) pdf.newPage();
        painter.setPen(Qt::black);
        painter.setFont(text.defaultFont());
        painter.drawText(QRectF(0, page.height() - margin, page.width(), margin), Qt::AlignCenter,
                         QString::number(number));
    };
    for (int p = 0; p < text.pageCount(); ++p) {
        begin_page();
        painter.save();
        painter.translate(margin, margin - p * inner.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, p * inner.height(), inner.width(), inner.height());
        context.palette = light_palette();
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
    }
    int drawn = 0;
    draw_all(content, [&](StyledPlot& plot, const QString&) {
        if (drawn % 2 == 0) begin_page();
        plot_svg(plot); // gives it the picture's size
        const double scale = inner.width() / figure_width;
        painter.save();
        painter.translate(margin, margin + (drawn++ % 2) * inner.height() / 2);
        painter.scale(scale, scale);
        plot.toPainter(&painter, figure_width, figure_height);
        painter.restore();
    });
    painter.end();
    return bytes.data();
}

ReportContent read(const CoreApi& core, const QStringList& folders) {
    ReportContent content;
    KeptRuns runs;
    for (const QString& folder : folders) {
        const std::string path = folder.toStdString();
        content.records.push_back(std::make_shared<const RunRecord>(core.read_run(path)));
        runs.push_back({path, content.records.back()});
    }
    ComparisonWish wish;
    wish.rule = content.records.front()->options.run.band_rule();
    if (runs.size() == 1) wish.reference = RunMethod{0, std::string(method_names.front())};
    content.comparison = core.compare_runs(runs, wish, JobControl());
    return content;
}

} // namespace

int write_report_file(const QStringList& runs, const QString& file, CoreLoader core) {
    try {
        const QString suffix = QFileInfo(file).suffix().toLower();
        const bool html = suffix == QLatin1String("html");
        if (!html && suffix != QLatin1String("pdf"))
            throw Error({.what = "a report is written as .html or .pdf",
                         .where = file.toStdString(),
                         .mend = "choose one of these suffixes"});
        ReportContent content = read(core(), runs);
        if (html)
            draw_all(content, [&](StyledPlot& plot, const QString& heading) {
                content.figures.push_back({heading, plot_svg(plot)});
            });
        write_whole(file, html ? report_html(content, true).toUtf8() : pdf_of(content));
        std::printf("%s\n", qUtf8Printable(file));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "whydah: %s\n", error.what());
        return 1;
    }
}

} // namespace whydah
