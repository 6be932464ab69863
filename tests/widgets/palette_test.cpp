#include "widgets/palette.h"

#include "records/experiment_options.h"
#include "widgets/plot_style.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace whydah {
namespace {

/// WCAG 2 contrast, 1..21.
double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& c) {
        const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    };
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

TEST(Palette, BandsAreOkabeItoOnLightGround) {
    EXPECT_EQ(band_colour(Band::many).name(), "#0072b2");
    EXPECT_EQ(band_colour(Band::medium).name(), "#009e73");
    EXPECT_EQ(band_colour(Band::few).name(), "#d55e00");
}

TEST(Palette, LinesAndTextAreSeenOnLightAndDarkGround) {
    for (const QPalette& palette : {light_palette(), dark_palette()}) {
        const PlotColours colours = plot_colours(palette);
        EXPECT_GE(contrast(colours.text, colours.background), 7);
        EXPECT_GE(contrast(colours.muted, colours.background), 4.5);
        for (Band band : all_bands) EXPECT_GE(contrast(band_colour(band, colours.dark), colours.background), 3);
        EXPECT_GE(contrast(method_colour("meta_model_net", colours.dark), colours.background), 4);
        for (int step = 0; step <= 20; ++step)
            for (ShotScale scale : {ShotScale::rainbow, ShotScale::viridis})
                EXPECT_GE(contrast(shot_colour(step / 20.0, scale, colours.dark), colours.background), 1.6)
                    << step << " of 20, dark " << colours.dark;
    }
}

TEST(Palette, EveryMethodHasItsOwnColour) {
    for (bool dark : {false, true}) {
        std::set<QRgb> colours;
        for (const MethodInfo& method : method_list)
            colours.insert(method_colour(std::string(method.name), dark).rgb());
        EXPECT_EQ(colours.size(), method_list.size());
        colours.insert(method_colour("meta_model_net+ldam", dark).rgb());
        colours.insert(method_colour("meta_model_net+balanced_softmax", dark).rgb());
        EXPECT_EQ(colours.size(), method_list.size() + 2) << "on another method's rows";
        EXPECT_NE(method_colour("meta_model_net+proximal", dark), method_colour("meta_model_net", dark));
    }
}

TEST(Palette, ShotsGoFromPurpleToRed) {
    EXPECT_EQ(shot_place(1, 6), 0);
    EXPECT_DOUBLE_EQ(shot_place(8, 6), 3.0 / 7);
    EXPECT_EQ(shot_place(0, 6), 1);
    const QColor first = shot_colour(0, ShotScale::rainbow), last = shot_colour(1, ShotScale::rainbow);
    EXPECT_NEAR(first.hsvHue(), 272, 15);
    EXPECT_TRUE(last.hsvHue() < 10 || last.hsvHue() > 350);
}

TEST(PlotStyle, FollowsTheSystemFromLightToDark) {
    StyledPlot plot;
    plot.setPalette(light_palette());
    const QColor light = plot.xAxis->tickLabelColor();
    QSignalSpy recoloured(&plot, &StyledPlot::recoloured);
    plot.setPalette(dark_palette());
    EXPECT_GE(recoloured.count(), 1);
    EXPECT_NE(plot.xAxis->tickLabelColor(), light);
    EXPECT_EQ(plot.toPixmap(40, 40).toImage().pixelColor(0, 0), dark_palette().color(QPalette::Base));
}

TEST(PlotStyle, AChangeOfColoursLeavesMarginsAlone) {
    StyledPlot plot;
    plot.axisRect()->setMinimumMargins({8, 26, 24, 4});
    plot.setPalette(dark_palette());
    EXPECT_EQ(plot.axisRect()->minimumMargins(), QMargins(8, 26, 24, 4));
}

TEST(PlotStyle, AnAxisStaysWithinItsBounds) {
    StyledPlot plot;
    keep_within(plot.xAxis, {0, 10});
    plot.xAxis->setRange(8, 14);
    EXPECT_EQ(plot.xAxis->range(), QCPRange(4, 10));
    keep_within(plot.xAxis, {0, 20});
    plot.xAxis->setRange(8, 14);
    EXPECT_EQ(plot.xAxis->range(), QCPRange(8, 14));
}

} // namespace
} // namespace whydah
