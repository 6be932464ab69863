#include "core/evaluation/per_class_accuracy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(PerClassAccuracy, CountsByTrueClass) {
    const torch::Tensor weights = torch::eye(3),
                        x = torch::tensor(
                            {{1.0F, 0.0F, 0.0F}, {0.0F, 1.0F, 0.0F}, {1.0F, 0.0F, 0.0F}, {0.0F, 1.0F, 0.0F}});
    const CorrectCounts counts = count_correct(x, torch::tensor({0, 0, 0, 1}, torch::kLong), weights);
    EXPECT_THAT(counts.test, testing::ElementsAre(3, 1, 0));
    EXPECT_THAT(counts.correct, testing::ElementsAre(2, 1, 0));
    EXPECT_NEAR(counts.mean_recall(), (2.0 / 3 + 1) / 2, 1e-12) << "the class without test images does not count";
}

TEST(PerClassAccuracy, ManyClassesAreScoredAFewRowsAtATime) {
    constexpr std::int64_t classes = 60'000; // 279 rows at a time
    const torch::Tensor angle = torch::arange(classes, torch::kDouble) * (6.28318 / classes);
    const torch::Tensor weights = torch::stack({angle.cos(), angle.sin()}, 1).to(torch::kFloat);
    const torch::Tensor labels = torch::arange(0, classes, 100);
    const CorrectCounts counts = count_correct(weights.index_select(0, labels) * 1000, labels, weights);
    EXPECT_EQ(counts.test[500], 1);
    EXPECT_EQ(counts.test[501], 0);
    EXPECT_GT(counts.mean_recall(), 0.3) << "neighbours are hard to tell apart in single precision";
}

} // namespace
} // namespace whydah
