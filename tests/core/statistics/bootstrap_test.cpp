#include "core/statistics/bootstrap.h"

#include "core/data/seed.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace whydah {
namespace {

/// The definition: images drawn one by one with replacement, class by class.
std::vector<double> direct_resamples(const std::vector<ClassPair>& classes, std::int64_t resamples) {
    Random random(99);
    std::vector<double> out;
    for (std::int64_t r = 0; r < resamples; ++r) {
        double difference = 0;
        for (const ClassPair& pair : classes) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < pair.images; ++i) {
                const std::int64_t image = random.below(pair.images);
                sum += image < pair.first_only ? 1 : image < pair.first_only + pair.second_only ? -1 : 0;
            }
            difference +=
                static_cast<double>(sum) / static_cast<double>(pair.images) / static_cast<double>(classes.size());
        }
        out.push_back(difference);
    }
    std::sort(out.begin(), out.end());
    return out;
}

TEST(Bootstrap, TheDifferenceIsTheMeanOverClassesWhateverTheirSizes) {
    const auto interval = bootstrap_difference({{{4, 0, 8}, {0, 1, 40}, {0, 0, 0}}}, 1);
    EXPECT_NEAR(interval.difference, (0.5 - 0.025) / 2, 1e-15) << "the class without images does not count";
    EXPECT_LT(interval.low, interval.difference);
    EXPECT_GT(interval.high, interval.difference);
}

TEST(Bootstrap, DrawingTheSumIsTheSameAsDrawingImages) {
    const std::vector<ClassPair> classes{{5, 2, 40}, {0, 3, 40}, {10, 1, 20}, {1, 1, 3}};
    const auto expected = direct_resamples(classes, 40'000);
    const auto interval = bootstrap_difference({classes}, 7, 40'000);
    EXPECT_NEAR(interval.low, sorted_quantile(expected, 0.025), 0.003);
    EXPECT_NEAR(interval.high, sorted_quantile(expected, 0.975), 0.003);
    // Worked: variance of a class's mean is (p+ + p- - (p+ - p-)^2) / n; the classes are independent.
    double variance = 0;
    for (const ClassPair& c : classes) {
        const auto n = static_cast<double>(c.images);
        const double up = static_cast<double>(c.first_only) / n, down = static_cast<double>(c.second_only) / n;
        variance += (up + down - (up - down) * (up - down)) / n / 16;
    }
    EXPECT_NEAR(interval.standard_error, std::sqrt(variance), 0.01 * std::sqrt(variance));
}

TEST(Bootstrap, LargeClassesAgreeWithTheNormalApproximation) {
    const auto interval = bootstrap_difference({{{300, 100, 2000}}}, 3); // more images than a table is made for
    const double error = std::sqrt((0.2 - 0.01) / 2000);
    EXPECT_NEAR(interval.standard_error, error, 0.05 * error);
    EXPECT_NEAR(interval.low, 0.1 - 1.96 * error, 0.2 * error);
    EXPECT_NEAR(interval.high, 0.1 + 1.96 * error, 0.2 * error);
}

TEST(Bootstrap, SeveralSeedsNarrowTheInterval) {
    const std::vector<ClassPair> classes{{6, 3, 40}, {4, 4, 40}};
    const auto one = bootstrap_difference({classes}, 5),
               four = bootstrap_difference({classes, classes, classes, classes}, 5);
    EXPECT_NEAR(four.difference, one.difference, 1e-15);
    EXPECT_NEAR(four.standard_error, one.standard_error / 2, 0.05 * one.standard_error);
}

TEST(Bootstrap, TheSameSeedGivesTheSameInterval) {
    const std::vector<std::vector<ClassPair>> seeds{{{6, 3, 40}, {4, 1, 40}}};
    EXPECT_EQ(bootstrap_difference(seeds, 11).low, bootstrap_difference(seeds, 11).low);
    EXPECT_NE(bootstrap_difference(seeds, 11).standard_error, bootstrap_difference(seeds, 12).standard_error);
}

TEST(Bootstrap, WithoutImagesOrDifferencesTheIntervalIsZero) {
    EXPECT_EQ(bootstrap_difference({}, 1).resamples, 0);
    EXPECT_EQ(bootstrap_difference({{{0, 0, 0}}}, 1).resamples, 0);
    const auto same = bootstrap_difference({{{0, 0, 40}}}, 1);
    EXPECT_EQ(same.low, 0);
    EXPECT_EQ(same.high, 0);
}

TEST(Bootstrap, AllImagesBetterStaysAtOne) {
    const auto sure = bootstrap_difference({{{40, 0, 40}}}, 1);
    EXPECT_EQ(sure.low, 1);
    EXPECT_EQ(sure.high, 1);
}

TEST(Quantile, InterpolatesAsNumpyDoes) {
    EXPECT_DOUBLE_EQ(sorted_quantile({1, 2, 4, 8}, 0.4), 2.4); // numpy.percentile([1, 2, 4, 8], 40)
    EXPECT_DOUBLE_EQ(sorted_quantile({1, 2, 4, 8}, 1), 8);
    EXPECT_DOUBLE_EQ(sorted_quantile({3}, 0.5), 3);
}

} // namespace
} // namespace whydah
