#include "core/classifier/weight_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

/// 3 models of [4, 5]: 240 bytes in single, 120 in half precision.
WeightStore filled(std::int64_t budget, torch::Tensor& weights) {
    torch::manual_seed(2);
    weights = torch::randn({3, 4, 5});
    WeightStore store(3, 4, 5, budget, torch::kCPU);
    store.put(0, weights.narrow(0, 0, 2));
    store.put(2, weights.narrow(0, 2, 1));
    return store;
}

TEST(WeightStore, WithinTheBudgetEveryBitIsKept) {
    torch::Tensor weights;
    const WeightStore store = filled(240, weights);
    EXPECT_EQ(store.bytes(), 240);
    for (int s = 0; s < 3; ++s) EXPECT_TRUE(torch::equal(store.get(s), weights[s]));
}

TEST(WeightStore, AboveTheBudgetItTakesHalfPrecision) {
    torch::Tensor weights;
    const WeightStore store = filled(239, weights);
    EXPECT_EQ(store.bytes(), 120);
    EXPECT_THAT(store.text(), testing::HasSubstr("half precision"));
    for (int s = 0; s < 3; ++s) EXPECT_TRUE(torch::allclose(store.get(s), weights[s], 1e-3, 1e-3));
}

TEST(WeightStore, FarAboveTheBudgetItGoesToDisk) {
    torch::Tensor weights;
    const WeightStore store = filled(119, weights);
    EXPECT_THAT(store.text(), testing::HasSubstr("on disk"));
    for (int s = 0; s < 3; ++s) EXPECT_TRUE(torch::allclose(store.get(s), weights[s], 1e-3, 1e-3));
}

} // namespace
} // namespace whydah
