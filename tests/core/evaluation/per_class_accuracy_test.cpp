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

} // namespace
} // namespace whydah
