#include "widgets/figure_export.h"

#include "records/error.h"
#include "widgets/gain_plot.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include <set>

namespace whydah {
namespace {

QByteArray content(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

TEST(FigureExport, WritesThreePicturesTwiceInLightColours) {
    const QTemporaryDir folder;
    const std::vector<QString> files = write_figures(test::long_tail_run(60, 300, 2), folder.filePath("new/report"));
    ASSERT_EQ(files.size(), 6);
    for (const char* name : {"class_frequency", "gain_over_plain", "trajectories"}) {
        const QString stem = folder.filePath("new/report/") + QLatin1String(name);
        const QImage png(stem + ".png");
        EXPECT_EQ(png.size(), QSize(2 * figure_width, 2 * figure_height)) << name;
        std::set<QRgb> colours;
        for (int y = 0; y < png.height(); y += 7)
            for (int x = 0; x < png.width(); x += 7) colours.insert(png.pixel(x, y));
        EXPECT_GE(colours.size(), 8) << name;
        EXPECT_EQ(png.pixelColor(0, 0), light_palette().color(QPalette::Base));
    }
    EXPECT_EQ(QDir(folder.filePath("new/report")).entryList(QDir::Files).size(), 6) << "no temporary file is left";
}

TEST(FigureExport, TheSvgIsValidAndItsTextIsText) {
    const QTemporaryDir folder;
    write_figures(test::long_tail_run(60, 300, 2), folder.path());
    for (const char* name : {"class_frequency", "gain_over_plain", "trajectories"}) {
        const QByteArray svg = content(folder.filePath(QLatin1String(name) + ".svg"));
        QSvgRenderer renderer(svg);
        EXPECT_TRUE(renderer.isValid()) << name;
        EXPECT_EQ(renderer.viewBox(), QRect(0, 0, figure_width, figure_height));
        // A family that other programs know: not the system's alias for its default.
        auto texts = QRegularExpression("<text[^>]*font-family=\"([^\"]*)\"").globalMatch(QString::fromUtf8(svg));
        EXPECT_TRUE(texts.hasNext()) << name;
        while (texts.hasNext()) EXPECT_NE(texts.next().captured(1), "Sans Serif") << name;
    }
    EXPECT_TRUE(content(folder.filePath("trajectories.svg")).contains("PC 1 (23.4 % of variance)"));
    EXPECT_TRUE(content(folder.filePath("class_frequency.svg")).contains("H_t: "));
}

TEST(FigureExport, EveryFigureCarriesTheProtocolCard) {
    const QTemporaryDir folder;
    RunRecord run = test::long_tail_run(20, 100, 1);
    run.protocol.add("Split", "recipe", "SUN recipe <50/10/40 %> & carve seed 3");
    const QString line = QStringLiteral("Split: recipe: SUN recipe <50/10/40 %> & carve seed 3");
    for (const QString& file : write_figures(run, folder.path())) {
        if (file.endsWith(".png")) {
            EXPECT_TRUE(QImage(file).text("Protocol").contains(line)) << file.toStdString();
        } else {
            QXmlStreamReader xml(content(file));
            while (!xml.atEnd() && xml.name() != u"desc") xml.readNext();
            EXPECT_TRUE(xml.readElementText().contains(line)) << file.toStdString();
            EXPECT_TRUE(QSvgRenderer(content(file)).isValid());
        }
    }
    GainPlot view;
    view.show_results(run.results);
    save_plot(*view.plot(), folder.filePath("with.pdf"), 300, 200, line);
    save_plot(*view.plot(), folder.filePath("without.pdf"), 300, 200);
    EXPECT_TRUE(content(folder.filePath("with.pdf")).contains("/EmbeddedFile"));
    EXPECT_FALSE(content(folder.filePath("without.pdf")).contains("/EmbeddedFile"));
}

TEST(FigureExport, LeavesOutWhatTheRunHasNot) {
    const QTemporaryDir folder;
    RunRecord run = test::long_tail_run(20, 100, 1);
    run.trajectories.clear();
    std::erase_if(run.results, [](const MethodResult& r) { return r.method == "plain"; });
    EXPECT_EQ(write_figures(run, folder.path()).size(), 2);
    EXPECT_TRUE(QFileInfo::exists(folder.filePath("class_frequency.png")));
    EXPECT_TRUE(write_figures({}, folder.path()).empty());
}

TEST(FigureExport, APlotIsWrittenAsPdfAndStaysAsItWas) {
    const QTemporaryDir folder;
    GainPlot view;
    view.show_results(test::long_tail_run(30, 100, 1).results);
    view.resize(640, 400);
    view.show();
    const QRect before = view.plot()->viewport();
    save_plot(*view.plot(), folder.filePath("gain.pdf"));
    EXPECT_TRUE(content(folder.filePath("gain.pdf")).startsWith("%PDF"));
    EXPECT_EQ(view.plot()->viewport(), before);
    EXPECT_THROW(save_plot(*view.plot(), folder.filePath("gain.bmp")), Error);
}

TEST(FigureExport, AFolderThatCannotBeWrittenToIsAnErrorThatNamesIt) {
    const QTemporaryDir folder;
    QFile file(folder.filePath("file"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    try {
        write_figures(test::long_tail_run(10, 50, 1), folder.filePath("file/inside"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_TRUE(QString::fromStdString(error.where()).endsWith("file/inside"));
    }
}

} // namespace
} // namespace whydah
