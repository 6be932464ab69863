#include "widgets/trajectory_colours.h"

#include <gtest/gtest.h>

#include <set>

namespace whydah {
namespace {

using By = TrajectoryColours::By;

TrajectoryColours colours() {
    TrajectoryColours out;
    out.last_block = 2;
    out.set_facts(
        {.bands = {Band::many, Band::few, Band::few}, .groups = {"birds", "fish", "birds"}, .gains = {0.0, 0.4, -0.2}});
    return out;
}

TEST(TrajectoryColours, ByShotTheyAreThoseOfFig4) {
    TrajectoryColours of = colours();
    EXPECT_EQ(of.of(1, 1, false), shot_colour(0, ShotScale::rainbow));
    EXPECT_EQ(of.of(1, 0, false), shot_colour(1, ShotScale::rainbow));
    EXPECT_EQ(of.legend(false).size(), 4U);
    EXPECT_EQ(of.legend(false).back().label, "many");
}

TEST(TrajectoryColours, ByBandGroupAndGainTheyAreTheClasss) {
    TrajectoryColours of = colours();
    of.by = By::band;
    EXPECT_EQ(of.of(0, 1, false), band_colour(Band::many));
    EXPECT_EQ(of.of(1, 1, false), of.of(2, 0, false));
    of.by = By::group;
    EXPECT_EQ(of.of(0, 1, true), of.of(2, 4, true));
    EXPECT_NE(of.of(0, 1, true), of.of(1, 1, true));
    ASSERT_EQ(of.legend(true).size(), 2U);
    EXPECT_EQ(of.legend(true)[0].label, "birds") << "the largest first";
    of.by = By::gain;
    EXPECT_GT(of.of(1, 1, false).blue(), of.of(1, 1, false).red()) << "gains are blue";
    EXPECT_GT(of.of(2, 1, false).red(), of.of(2, 1, false).blue()) << "losses vermilion";
    EXPECT_EQ(of.legend(false).back().label, "+40.0");
}

TEST(TrajectoryColours, WhatIsNotKnownIsGreyAndSaidSo) {
    TrajectoryColours of;
    EXPECT_TRUE(of.knows(By::shot));
    for (By by : {By::band, By::group, By::gain}) {
        EXPECT_FALSE(of.knows(by));
        of.by = by;
        EXPECT_EQ(of.of(7, 1, false), QColor(0x8a8a8a));
    }
    of.set_facts({.bands = {}, .groups = {"", ""}, .gains = {std::nullopt}});
    EXPECT_FALSE(of.knows(By::group));
    EXPECT_FALSE(of.knows(By::gain));
}

TEST(TrajectoryColours, EightGroupsAreToldApartInBothPalettesAndTheRestIsGrey) {
    ClassFacts facts;
    for (int i = 0; i < 10; ++i) facts.groups.push_back("group " + std::to_string(i));
    TrajectoryColours of;
    of.set_facts(facts);
    of.by = By::group;
    for (ShotScale scale : {ShotScale::rainbow, ShotScale::viridis}) {
        of.scale = scale;
        std::set<QRgb> different;
        for (int label = 0; label < 8; ++label) different.insert(of.of(label, 1, false).rgb());
        EXPECT_EQ(different.size(), 8U);
        EXPECT_EQ(of.of(8, 1, false), of.of(9, 1, false));
        EXPECT_EQ(of.legend(false).size(), 9U);
    }
}

TEST(ColourTable, GivesTheColourMixedWithTheGround) {
    const PlotColours frame = plot_colours(light_palette());
    const TrajectoryColours of = colours();
    ColourTable table(of, frame);
    for (double strength : {1.0, 0.3, 1.0})
        EXPECT_EQ(table.at(1, 4, strength), mixed(frame.background, of.of(1, 4, false), strength).rgb());
}

} // namespace
} // namespace whydah
