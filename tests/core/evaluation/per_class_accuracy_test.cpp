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
    constexpr std::int64_t side = 245, classes = side * side; // points of a lattice; 279 rows at a time
    const torch::Tensor c = torch::arange(classes), a = torch::floor_divide(c, side).to(torch::kFloat),
                        b = torch::remainder(c, side).to(torch::kFloat);
    const torch::Tensor weights = torch::stack({2 * a, 2 * b, -(a * a + b * b)}, 1); // nearest point, exact in floats
    const torch::Tensor labels = torch::arange(0, classes, 100);
    const torch::Tensor x = torch::stack({a, b, torch::ones_like(a)}, 1).index_select(0, labels);
    const CorrectCounts counts = count_correct(x, labels, weights);
    EXPECT_EQ(counts.test[500], 1);
    EXPECT_EQ(counts.test[501], 0);
    EXPECT_EQ(counts.mean_recall(), 1);
}

} // namespace
} // namespace whydah
