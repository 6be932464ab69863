#include "core/baselines/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;

const ClassImages tail{{0, 1, 2, 3, 4, 5}, {6, 7, 8}, {9}, {}};

TEST(Baselines, OnlyOverSamplingDrawsByClass) {
    EXPECT_EQ(plain(tail, {}, 1).settings.sampling, Sampling::image);
    EXPECT_EQ(over_sampling(tail, {}, 1).settings.sampling, Sampling::class_balanced);
    EXPECT_EQ(over_sampling(tail, {}, 1).set.rows, tail);
}

TEST(Baselines, UnderSamplingCapsAtTheMedian) {
    EXPECT_EQ(median_count(tail), 3) << "of 1, 3, 6: the class without images does not count";
    const BaselineFit fit = under_sampling(tail, {}, 1);
    EXPECT_THAT(class_counts(fit.set.rows), ElementsAre(3, 3, 1, 0));
    for (std::int64_t row : fit.set.rows[0]) EXPECT_LT(row, 6);
    EXPECT_NE(under_sampling(tail, {}, 2).set.rows[0], fit.set.rows[0]) << "which images stay is left to chance";
}

TEST(Baselines, CostSensitiveWeightsAreInverseFrequenciesWithMeanOneOverImages) {
    const torch::Tensor w = inverse_frequency(tail);
    const double scale = 10.0 / 3; // images over classes that have any
    EXPECT_NEAR(w[0].item<double>(), scale / 6, 1e-6);
    EXPECT_NEAR(w[1].item<double>(), scale / 3, 1e-6);
    EXPECT_NEAR(w[2].item<double>(), scale, 1e-6);
    EXPECT_EQ(w[3].item<double>(), 0);
    EXPECT_NEAR((6 * w[0] + 3 * w[1] + w[2]).item<double>() / 10, 1, 1e-6);
    EXPECT_EQ(cost_sensitive(tail, {}, 1, 10, torch::kCPU).settings.learning_rate, 10);
}

} // namespace
} // namespace whydah
