#include "core/meta/clipped_sgd.h"

#include "core/experiment/threads.h"

#include <gtest/gtest.h>
#include <limits>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/sgd.h>
#include <torch/utils.h>

namespace whydah {
namespace {

std::vector<torch::Tensor> parameters(torch::Dtype type = torch::kFloat) {
    torch::manual_seed(3);
    std::vector<torch::Tensor> all;
    for (const std::int64_t size : {5, 300, 1}) all.push_back(torch::randn({size, 257}, type).requires_grad_());
    return all;
}

/// A gradient that depends on the parameters; the second parameter has none in the first step, then 0 in every other.
void differentiate(std::vector<torch::Tensor>& all, int step, double size) {
    torch::Tensor loss = (all[0] * all[0]).sum() + torch::sin(all[2] * 3).sum();
    if (step % 2 == 1) loss = loss + (all[1] - 1).square().sum();
    (size * loss).backward();
}

/// After five steps by LibTorch.
std::vector<torch::Tensor> by_torch(torch::Dtype type, double size) {
    std::vector<torch::Tensor> all = parameters(type);
    torch::optim::SGD sgd(all, torch::optim::SGDOptions(0.02).momentum(0.9).weight_decay(0.1));
    for (int step = 0; step < 5; ++step) {
        for (const torch::Tensor& one : all)
            if (one.grad().defined()) one.grad().zero_();
        differentiate(all, step, size);
        torch::nn::utils::clip_grad_norm_(all, 5);
        sgd.step();
    }
    return all;
}

std::vector<torch::Tensor> by_ours(torch::Dtype type, double size) {
    std::vector<torch::Tensor> all = parameters(type);
    ClippedSgd sgd(all, {.momentum = 0.9, .weight_decay = 0.1, .clip = 5});
    for (int step = 0; step < 5; ++step) {
        sgd.zero_gradients();
        differentiate(all, step, size);
        EXPECT_TRUE(sgd.step(0.02));
    }
    return all;
}

TEST(ClippedSgd, TakesTheStepsOfLibTorchsSgdAfterItsClipping) {
    for (const torch::Dtype type : {torch::kFloat, torch::kDouble})
        for (const double size : {1.0, 1e-3}) { // clipped, not clipped
            const auto theirs = by_torch(type, size), ours = by_ours(type, size), first = parameters(type);
            for (std::size_t i = 0; i < ours.size(); ++i) {
                EXPECT_TRUE(torch::allclose(ours[i], theirs[i], 1e-5, 1e-6)) << size << ": " << i;
                EXPECT_GT((ours[i] - first[i]).abs().max().item<double>(), 1e-3) << "it moves";
            }
        }
}

TEST(ClippedSgd, TakesTheSameStepsOnAnyNumberOfThreads) {
    set_thread_budget(1);
    const auto one = by_ours(torch::kFloat, 1);
    for (const std::int64_t threads : {2, 3}) {
        set_thread_budget(threads);
        const auto many = by_ours(torch::kFloat, 1);
        for (std::size_t i = 0; i < one.size(); ++i) EXPECT_TRUE(torch::equal(many[i], one[i])) << threads << ": " << i;
    }
    set_thread_budget(1);
}

TEST(ClippedSgd, AParameterWithoutAGradientRests) {
    std::vector<torch::Tensor> all = parameters();
    const torch::Tensor first = all[1].detach().clone();
    ClippedSgd sgd(all, {.weight_decay = 0.1});
    sgd.zero_gradients();
    differentiate(all, 0, 1);
    EXPECT_TRUE(sgd.step(0.02));
    EXPECT_TRUE(torch::equal(all[1].detach(), first));
    EXPECT_FALSE(all[1].grad().defined());
}

TEST(ClippedSgd, GradientsThatAreNoNumbersChangeNothing) {
    torch::Tensor p = torch::ones({3}).requires_grad_();
    p.mutable_grad() = torch::tensor({1.0F, std::numeric_limits<float>::quiet_NaN(), 0.0F});
    EXPECT_FALSE(ClippedSgd({p}, {}).step(0.1));
    EXPECT_TRUE(torch::equal(p.detach(), torch::ones({3})));
}

} // namespace
} // namespace whydah
