#include "widgets/figure_export.h"

#include "records/error.h"
#include "widgets/class_histogram.h"
#include "widgets/gain_plot.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/trajectory_plot.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QFontInfo>
#include <QImage>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace whydah {
namespace {

constexpr double pixels_per_point = 2;
constexpr double screen_dpi = 96;
constexpr int font_size = 10;

void paint(StyledPlot& plot, QPaintDevice* device, const QSize& size) {
    QCPPainter painter;
    painter.begin(device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot.toPainter(&painter, size.width(), size.height());
    painter.end();
}

void write_svg(StyledPlot& plot, QIODevice* to, const QSize& size, const QString& protocol) {
    QSvgGenerator svg;
    svg.setOutputDevice(to);
    svg.setDescription(protocol.toHtmlEscaped()); // Qt writes it as it is
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(), size));
    svg.setResolution(static_cast<int>(screen_dpi));
    paint(plot, &svg, size);
}

void write_pdf(StyledPlot& plot, QIODevice* to, const QSize& size, const QString& protocol) {
    QPdfWriter pdf(to);
    pdf.setResolution(static_cast<int>(screen_dpi));
    pdf.setPageSize(QPageSize(QSizeF(size) * 72 / screen_dpi, QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins({});
    if (!protocol.isEmpty())
        pdf.addFileAttachment(QStringLiteral("protocol.txt"), protocol.toUtf8(), QStringLiteral("text/plain"));
    paint(plot, &pdf, size);
}

void write_png(StyledPlot& plot, QIODevice* to, const QSize& size, const QString& protocol) {
    QImage image = plot.toPixmap(size.width(), size.height(), pixels_per_point).toImage();
    if (!protocol.isEmpty()) image.setText(QStringLiteral("Protocol"), protocol);
    image.save(to, "PNG");
}

/// The views fit their ranges to the plot's shape when they are replotted, once the layout is known.
void fit(StyledPlot& plot, const QSize& size) {
    plot.setViewport(QRect(QPoint(), size));
    plot.replot();
    plot.replot();
}

QByteArray encoded(StyledPlot& plot, const QString& suffix, const QSize& size, const QString& protocol) {
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    if (suffix == QLatin1String("png")) write_png(plot, &bytes, size, protocol);
    if (suffix == QLatin1String("svg")) write_svg(plot, &bytes, size, protocol);
    if (suffix == QLatin1String("pdf")) write_pdf(plot, &bytes, size, protocol);
    return bytes.data();
}

} // namespace

void write_whole(const QString& file, const QByteArray& bytes) {
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        throw Error({.what = "the file cannot be written: " + out.errorString().toStdString(),
                     .where = file.toStdString(),
                     .mend = "choose a folder that can be written to and has room"});
}

void save_plot(StyledPlot& plot, const QString& file, int width, int height, const QString& protocol) {
    const QSize size(width, height);
    const QRect before = plot.viewport();
    fit(plot, size);
    const QByteArray bytes = encoded(plot, QFileInfo(file).suffix().toLower(), size, protocol);
    plot.setViewport(before);
    plot.refresh();
    if (bytes.isEmpty())
        throw Error({.what = "a picture is written as .png, .svg or .pdf",
                     .where = file.toStdString(),
                     .mend = "choose one of these suffixes"});
    write_whole(file, bytes);
}

void draw_figures(const RunRecord& run, const BandRule& rule, const FigureTaker& take) {
    const auto draw = [&](QWidget& view, StyledPlot& plot, const QString& name, const QString& heading) {
        view.setPalette(light_palette());
        view.setFont(QFont(QFontInfo(view.font()).family(), font_size)); // a real family: SVG names it
        take(plot, name, heading);
    };
    const QString data = QString::fromStdString(run.dataset.name);
    if (!run.dataset.classes.empty()) {
        ClassHistogram view;
        view.show_summary(run.dataset, rule);
        view.set_log_axis(true);
        draw(view, *view.plot(), QStringLiteral("class_frequency"), QObject::tr("Class frequency · %1").arg(data));
    }
    GainPlot gain;
    gain.show_results(run.results);
    if (!gain.method().isEmpty()) {
        gain.set_all_methods(true);
        draw(gain, *gain.plot(), QStringLiteral("gain_over_plain"),
             QObject::tr("%1: gain over plain · %2")
                 .arg(QString::fromStdString(method_label(gain.method().toStdString())), data));
    }
    TrajectoryPlot trajectories;
    trajectories.show_trajectories(run.trajectories);
    if (const Trajectories& shown = trajectories.shown(); !shown.empty())
        draw(trajectories, *trajectories.plot(), QStringLiteral("trajectories"),
             QObject::tr("%1: weights from few-shot to many-shot · %2 · seed %3")
                 .arg(QString::fromStdString(method_label(shown.method)), data, QString::number(shown.seed)));
}

std::vector<QString> write_figures(const RunRecord& run, const QString& folder) {
    if (!QDir().mkpath(folder))
        throw Error({.what = "the folder cannot be made",
                     .where = folder.toStdString(),
                     .mend = "choose another output folder"});
    std::vector<QString> written;
    const QString protocol = QString::fromStdString(protocol_text(run.protocol));
    draw_figures(run, run.options.run.band_rule(), [&](StyledPlot& plot, const QString& name, const QString& heading) {
        plot.set_heading(heading);
        for (const char* suffix : {"png", "svg"}) {
            written.push_back(QDir(folder).filePath(name + u'.' + QLatin1String(suffix)));
            save_plot(plot, written.back(), figure_width, figure_height, protocol);
        }
    });
    return written;
}

QByteArray plot_svg(StyledPlot& plot, const QSize& size) {
    fit(plot, size);
    return encoded(plot, QStringLiteral("svg"), size, {});
}

QPicture plot_picture(StyledPlot& plot, const QSize& size) {
    fit(plot, size);
    QPicture picture;
    paint(plot, &picture, size);
    return picture;
}

} // namespace whydah
