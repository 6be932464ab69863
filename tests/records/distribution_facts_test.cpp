#include "records/distribution_facts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace whydah {
namespace {

TEST(Gini, IsThatOfAHand) {
    // Pairs of 1, 2, 3, 4 differ by 1.25 in the mean (20 / 16), half of it over the mean 2.5 is 0.25.
    EXPECT_NEAR(gini({1, 2, 3, 4}), 0.25, 1e-15);
    EXPECT_NEAR(gini({4, 1, 3, 2}), 0.25, 1e-15) << "in any order";
    EXPECT_EQ(gini({7, 7, 7}), 0);
    EXPECT_NEAR(gini({0, 0, 0, 12}), 0.75, 1e-15) << "1 - 1 / C where one class has all";
    EXPECT_EQ(gini({}), 0);
    EXPECT_EQ(gini({0, 0}), 0);
}

TEST(PowerLawFit, FindsTheSlopeOfExactPowers) {
    const auto zipf = fit_power_law({3600, 1800, 1200, 900, 720, 600});
    ASSERT_TRUE(zipf);
    EXPECT_NEAR(zipf->slope, -1, 1e-12);
    EXPECT_NEAR(zipf->r_squared, 1, 1e-12);
    EXPECT_NEAR(zipf->at(1), 3600, 1e-6);
    EXPECT_NEAR(zipf->at(4), 900, 1e-6);
    EXPECT_EQ(zipf->first, 1);
    EXPECT_EQ(zipf->last, 6);
}

TEST(PowerLawFit, FindsTheSlopeOfASyntheticZipf) {
    std::vector<std::int64_t> counts;
    for (int r = 1; r <= 500; ++r) counts.push_back(std::llround(1e8 * std::pow(r, -1.3)));
    const auto fit = fit_power_law(counts);
    ASSERT_TRUE(fit);
    EXPECT_NEAR(fit->slope, -1.3, 1e-4);
    EXPECT_GT(fit->r_squared, 0.99999);
}

TEST(PowerLawFit, IsWorseForAnExponentialTailThanForAPower) {
    std::vector<std::int64_t> counts;
    for (int r = 0; r < 100; ++r) counts.push_back(static_cast<std::int64_t>(500 * std::pow(0.01, r / 99.0)));
    EXPECT_LT(fit_power_law(counts)->r_squared, 0.85);
}

// Three points by hand: log10 r = 0, a = log10 2, b = log10 3 against 2, 1, 1.
TEST(PowerLawFit, IsTheLeastSquaresLine) {
    const auto fit = fit_power_law({100, 10, 10});
    const double a = std::log10(2), b = std::log10(3), mean = (a + b) / 3;
    const double xx = a * a + b * b - 3 * mean * mean, xy = a + b - 3 * mean * (4.0 / 3);
    EXPECT_NEAR(fit->slope, xy / xx, 1e-12);
    EXPECT_NEAR(fit->r_squared, xy * xy / xx / (2.0 / 3), 1e-12);
}

TEST(PowerLawFit, NeedsThreeRanksAndTakesALevelLineAsOne) {
    EXPECT_FALSE(fit_power_law({5, 1}));
    const auto level = fit_power_law({7, 7, 7, 7});
    EXPECT_EQ(level->slope, 0);
    EXPECT_EQ(level->r_squared, 1);
    EXPECT_NEAR(level->at(3), 7, 1e-9);
}

TEST(DistributionFacts, CountClassesWithoutImagesApart) {
    const DistributionFacts facts = distribution_facts({5, 0, 500, 20, 40});
    EXPECT_EQ(facts.classes, 4);
    EXPECT_EQ(facts.empty, 1);
    EXPECT_EQ(facts.images, 565);
    EXPECT_EQ(facts.median, 30);
    EXPECT_EQ(facts.imbalance, 100);
    EXPECT_EQ(facts.inverse_imbalance, 0.01);
    EXPECT_EQ(facts.fit->last, 4);
    EXPECT_EQ(distribution_facts({0, 0}).imbalance, 0);
    EXPECT_FALSE(distribution_facts({}).fit);
}

} // namespace
} // namespace whydah
