#include "core/statistics/bootstrap.h"

#include "core/data/seed.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace whydah {
namespace {

struct ClassPair {
    int first_only, second_only, images;
};

/// Outcomes of classes 0, 1, ...; images are numbered from `first_sample`.
std::vector<PairedOutcome> outcomes(const std::vector<ClassPair>& classes, std::int32_t first_sample = 0) {
    std::vector<PairedOutcome> out;
    for (std::size_t c = 0; c < classes.size(); ++c)
        for (int i = 0; i < classes[c].images; ++i)
            out.push_back({static_cast<std::int32_t>(c), first_sample + static_cast<std::int32_t>(out.size()),
                           i < classes[c].first_only                            ? 1
                           : i < classes[c].first_only + classes[c].second_only ? -1
                                                                                : 0});
    return out;
}

/// Worked: a class's mean has variance (p+ + p- - (p+ - p-)^2) / n; classes are independent.
double standard_error(const std::vector<ClassPair>& classes) {
    double variance = 0;
    for (const ClassPair& c : classes) {
        const double n = c.images, up = c.first_only / n, down = c.second_only / n;
        variance += (up + down - (up - down) * (up - down)) / n;
    }
    return std::sqrt(variance) / static_cast<double>(classes.size());
}

/// The definition for one seed: images drawn one by one with replacement, class by class.
std::vector<double> direct_resamples(const std::vector<ClassPair>& classes, std::int64_t resamples) {
    Random random(99);
    std::vector<double> out;
    for (std::int64_t r = 0; r < resamples; ++r) {
        double difference = 0;
        for (const ClassPair& pair : classes) {
            int sum = 0;
            for (int i = 0; i < pair.images; ++i) {
                const std::int64_t image = random.below(pair.images);
                sum += image < pair.first_only ? 1 : image < pair.first_only + pair.second_only ? -1 : 0;
            }
            difference += static_cast<double>(sum) / pair.images / static_cast<double>(classes.size());
        }
        out.push_back(difference);
    }
    std::sort(out.begin(), out.end());
    return out;
}

const std::vector<ClassPair> mixed{{5, 2, 40}, {0, 3, 40}, {10, 1, 20}, {1, 1, 3}};

TEST(Bootstrap, TheDifferenceIsTheMeanOverClassesWhateverTheirSizes) {
    const auto interval = bootstrap_difference({outcomes({{4, 0, 8}, {0, 1, 40}})}, 1);
    EXPECT_NEAR(interval.difference, (0.5 - 0.025) / 2, 1e-15);
    EXPECT_LT(interval.low, interval.difference);
    EXPECT_GT(interval.high, interval.difference);
}

TEST(Bootstrap, OneSeedIsThePlainBootstrapWithinClasses) {
    const auto expected = direct_resamples(mixed, 40'000);
    const auto interval = bootstrap_difference({outcomes(mixed)}, 7, 40'000);
    EXPECT_NEAR(interval.low, sorted_quantile(expected, 0.025), 0.003);
    EXPECT_NEAR(interval.high, sorted_quantile(expected, 0.975), 0.003);
    EXPECT_NEAR(interval.standard_error, standard_error(mixed), 0.01 * standard_error(mixed));
}

TEST(Bootstrap, SeedsWithImagesOfTheirOwnNarrowTheInterval) {
    std::vector<std::vector<PairedOutcome>> four;
    for (int s = 0; s < 4; ++s) four.push_back(outcomes(mixed, 1000 * s));
    const auto interval = bootstrap_difference(four, 5, 40'000);
    EXPECT_NEAR(interval.difference, bootstrap_difference({outcomes(mixed)}, 5).difference, 1e-15);
    EXPECT_NEAR(interval.standard_error, standard_error(mixed) / 2, 0.02 * standard_error(mixed));
}

TEST(Bootstrap, SeedsOnTheSameImagesDoNot) {
    const auto one = outcomes(mixed);
    const auto interval = bootstrap_difference({one, one, one, one}, 5, 40'000);
    EXPECT_NEAR(interval.standard_error, standard_error(mixed), 0.01 * standard_error(mixed));
}

TEST(Bootstrap, SeedsOfDifferentSizesCountAlike) {
    // Worked: seed one has difference 1/2 (one class), seed two 0 (two classes): mean 1/4.
    const auto interval = bootstrap_difference({outcomes({{1, 0, 2}}), outcomes({{0, 0, 5}, {0, 0, 5}}, 100), {}}, 5);
    EXPECT_NEAR(interval.difference, 0.25, 1e-15);
}

TEST(Bootstrap, TheSameSeedGivesTheSameInterval) {
    const std::vector<std::vector<PairedOutcome>> seeds{outcomes({{6, 3, 40}, {4, 1, 40}})};
    EXPECT_EQ(bootstrap_difference(seeds, 11).low, bootstrap_difference(seeds, 11).low);
    EXPECT_NE(bootstrap_difference(seeds, 11).standard_error, bootstrap_difference(seeds, 12).standard_error);
}

TEST(Bootstrap, WithoutImagesOrDifferencesTheIntervalIsZero) {
    EXPECT_EQ(bootstrap_difference({}, 1).resamples, 0);
    EXPECT_EQ(bootstrap_difference({{}}, 1).resamples, 0);
    const auto same = bootstrap_difference({outcomes({{0, 0, 40}})}, 1);
    EXPECT_EQ(same.low, 0);
    EXPECT_EQ(same.high, 0);
}

TEST(Bootstrap, AnEndAtZeroIsExactlyZero) {
    // One image of 10, of 7 and of 3 that only the first has right: more than 2.5 % of the resamples draw none of them.
    const auto interval = bootstrap_difference({outcomes({{1, 0, 10}, {1, 0, 7}, {1, 0, 3}})}, 1);
    EXPECT_EQ(interval.low, 0);
    EXPECT_FALSE(std::signbit(interval.low));
    const auto other = bootstrap_difference({outcomes({{0, 1, 10}, {0, 1, 7}, {0, 1, 3}})}, 1);
    EXPECT_EQ(other.high, 0);
    EXPECT_FALSE(std::signbit(other.high));
}

TEST(Bootstrap, AllImagesBetterStaysAtOne) {
    const auto sure = bootstrap_difference({outcomes({{40, 0, 40}})}, 1);
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
