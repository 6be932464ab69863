#include "widgets/number_text.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(NumberText, SeparatesThousands) {
    EXPECT_EQ(count_text(2896), "2,896");
    EXPECT_EQ(count_text(1, "image"), "1 image");
    EXPECT_EQ(count_text(1'200'000, "image"), "1,200,000 images");
}

TEST(NumberText, PercentHasOneDecimalAndADashForNothing) {
    EXPECT_EQ(percent_text(0.5734), "57.3");
    EXPECT_EQ(percent_text(1.0), "100.0");
    EXPECT_EQ(percent_text(std::nullopt), "–");
}

TEST(NumberText, PointsCarryTheirSignUnlessTheyRoundToZero) {
    EXPECT_EQ(points_text(0.054), "+5.4");
    EXPECT_EQ(points_text(-0.02), "−2.0");
    EXPECT_EQ(points_text(-0.0004), "0.0");
    EXPECT_EQ(points_text(std::nullopt), "–");
}

TEST(NumberText, MeanAndSpreadSayHowManySeeds) {
    EXPECT_EQ(mean_sd_text(MeanSd{.mean = 0.573, .sd = 0.004, .n = 3}), "57.3 ± 0.4 (3 seeds)");
    EXPECT_EQ(mean_sd_text(MeanSd{.mean = 0.573, .sd = std::nullopt, .n = 1}), "57.3 (1 seed)");
    EXPECT_EQ(spread_text(MeanSd{.mean = 0.573, .sd = std::nullopt, .n = 1}), " ± –");
    EXPECT_EQ(mean_sd_text(std::nullopt), "–");
}

} // namespace
} // namespace whydah
