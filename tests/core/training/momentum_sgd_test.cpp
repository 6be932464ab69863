#include "core/training/mixed_precision.h"
#include "core/training/momentum_sgd.h"
#include "records/error.h"

#include <gtest/gtest.h>
#include <limits>
#include <torch/optim/sgd.h>

namespace whydah {
namespace {

TEST(MomentumSgd, MakesTheStepsOfTorchOptim) {
    torch::manual_seed(1);
    const torch::Tensor start = torch::randn({4, 3}), x = torch::randn({5, 4});
    torch::Tensor ours = start.clone().requires_grad_(), theirs = start.clone().requires_grad_();
    MomentumSgd sgd({{"w", ours}, {"again", ours}}, 0.9, 0.01);
    torch::optim::SGD reference({theirs}, torch::optim::SGDOptions(0.1).momentum(0.9).weight_decay(0.01));
    for (int step = 0; step < 6; ++step) {
        sgd.clear_gradients();
        reference.zero_grad();
        x.matmul(ours).square().mean().backward();
        x.matmul(theirs).square().mean().backward();
        sgd.step(0.1);
        reference.step();
        EXPECT_TRUE(ours.equal(theirs)) << "step " << step;
    }
    EXPECT_FALSE(ours.equal(start));
}

TEST(MomentumSgd, LeavesFixedParametersAlone) {
    torch::Tensor fixed = torch::ones({2}), free = torch::ones({2}).requires_grad_();
    MomentumSgd sgd({{"fixed", fixed}, {"free", free}}, 0, 0);
    EXPECT_EQ(sgd.parameters().size(), 1U);
    free.sum().backward();
    sgd.step(0.5);
    EXPECT_TRUE(fixed.equal(torch::ones({2})));
    EXPECT_TRUE(free.equal(torch::full({2}, 0.5)));
}

TEST(LossScale, LeavesOutStepsThatOverflowAndComesBack) {
    LossScale scale(Precision::float16);
    const double first = scale.value();
    const torch::Tensor good = torch::full({3}, 65536.0);
    EXPECT_TRUE(scale.unscale({good}));
    EXPECT_TRUE(good.equal(torch::ones({3})));
    for (const float bad : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()})
        EXPECT_FALSE(scale.unscale({torch::ones({3}), torch::tensor({1.0F, bad})}));
    EXPECT_EQ(scale.value(), first / 4);
    for (int step = 0; step < 2000; ++step) EXPECT_TRUE(scale.unscale({torch::ones({1})}));
    EXPECT_EQ(scale.value(), first / 2);
}

TEST(LossScale, IsOneWithoutFloat16) {
    LossScale scale(Precision::bfloat16);
    EXPECT_EQ(scale.value(), 1);
    const torch::Tensor gradient = torch::full({2}, 3.0);
    EXPECT_TRUE(scale.unscale({gradient}));
    EXPECT_TRUE(gradient.equal(torch::full({2}, 3.0)));
}

TEST(Precision, FollowsTheDevice) {
    EXPECT_EQ(resolve_precision("auto", torch::kCPU), Precision::full);
    EXPECT_EQ(resolve_precision("auto", torch::kCUDA), Precision::float16);
    EXPECT_EQ(resolve_precision("bfloat16", torch::kCPU), Precision::bfloat16);
    EXPECT_THROW(resolve_precision("float16", torch::kCPU), Error);
}

TEST(Precision, AutocastLastsAsLongAsItsScope) {
    const torch::Tensor a = torch::randn({4, 4});
    {
        const AutocastScope scope(Precision::bfloat16, torch::kCPU);
        EXPECT_EQ(a.matmul(a).scalar_type(), torch::kBFloat16);
    }
    EXPECT_EQ(a.matmul(a).scalar_type(), torch::kFloat);
}

} // namespace
} // namespace whydah
