#include "core/experiment/shared_product.h"

#include "core/experiment/threads.h"

#include <ATen/Parallel.h>
#include <array>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <torch/nn/functional/linear.h>
#include <torch/utils.h>
#include <vector>

namespace whydah {
namespace {

/// M, K, N: one row, fewer rows than threads, no multiple of a strip's step, too small to share out, large.
constexpr std::array<std::array<std::int64_t, 3>, 8> shapes{{{1, 2051, 2050},
                                                             {3, 1281, 1281},
                                                             {40, 1281, 1281},
                                                             {2, 6, 5},
                                                             {257, 1280, 101},
                                                             {397, 256, 2048},
                                                             {1, 7, 1},
                                                             {700, 33, 700}}};

class SharedProduct : public testing::Test {
protected:
    void SetUp() override { torch::manual_seed(7); }
    void TearDown() override { set_thread_budget(1); }
};

TEST_F(SharedProduct, IsThePlainProductInTheSameBitsOnAnyNumberOfThreads) {
    for (const auto& [m, k, n] : shapes) {
        const torch::Tensor a = torch::randn({m, k}), b = torch::randn({k, n}), c = torch::randn({m, n});
        const torch::Tensor a_t = a.t().contiguous().t(), b_t = b.t().contiguous().t(); // as gradients come
        set_thread_budget(1);
        const torch::Tensor plain = torch::mm(a, b), one = shared_mm(a, b), one_t = shared_mm(a_t, b_t);
        torch::Tensor one_added = c.clone();
        shared_addmm(one_added, a, b, 0.9, 0.25);
        EXPECT_TRUE(torch::allclose(one, plain, 1e-5, 1e-4));
        EXPECT_TRUE(torch::allclose(one_added, 0.9 * c + 0.25 * plain, 1e-5, 1e-4));
        for (const std::int64_t threads : {2, 7}) {
            set_thread_budget(threads);
            EXPECT_TRUE(torch::equal(shared_mm(a, b), one)) << m << " " << k << " " << n << " on " << threads;
            EXPECT_TRUE(torch::equal(shared_mm(a_t, b_t), one_t)) << m << " " << k << " " << n << " on " << threads;
            torch::Tensor added = c.clone();
            shared_addmm(added, a, b, 0.9, 0.25);
            EXPECT_TRUE(torch::equal(added, one_added)) << m << " " << k << " " << n << " on " << threads;
        }
    }
}

TEST_F(SharedProduct, WhatWasInTheResultDoesNotMatterWithoutBeta) {
    set_thread_budget(2);
    for (const std::int64_t size : {3, 300}) {
        const torch::Tensor a = torch::randn({size, 500}), b = torch::randn({500, size});
        torch::Tensor out = torch::full({size, size}, std::numeric_limits<float>::quiet_NaN());
        shared_addmm(out, a, b, 0);
        EXPECT_TRUE(torch::allclose(out, a.mm(b), 1e-5, 1e-4));
    }
}

TEST_F(SharedProduct, IsMadeByOneThreadInAParallelRegion) {
    set_thread_budget(2);
    const torch::Tensor a = torch::randn({300, 500}), b = torch::randn({500, 400}), plain = a.mm(b);
    std::vector<torch::Tensor> out(4);
    at::parallel_for(0, 4, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) out[static_cast<std::size_t>(i)] = shared_mm(a, b);
    });
    for (const torch::Tensor& one : out) EXPECT_TRUE(torch::allclose(one, plain, 1e-5, 1e-4));
}

/// Result and gradients of x, weight and bias of a linear map under a loss that is no constant.
using LinearMap = std::function<torch::Tensor(torch::Tensor, torch::Tensor, torch::Tensor)>;
std::vector<torch::Tensor> with_gradients(const LinearMap& map, const torch::Tensor& x, const torch::Tensor& weight,
                                          const torch::Tensor& bias) {
    const auto leaf = [](const torch::Tensor& t) { return t.defined() ? t.clone().requires_grad_() : t; };
    const torch::Tensor of_x = leaf(x), of_weight = leaf(weight), of_bias = leaf(bias);
    const torch::Tensor out = map(of_x, of_weight, of_bias);
    (out * torch::cos(torch::arange(out.numel()).view_as(out).to(out.scalar_type()))).sum().backward();
    std::vector<torch::Tensor> all{out.detach(), of_x.grad(), of_weight.grad()};
    if (bias.defined()) all.push_back(of_bias.grad());
    return all;
}

TEST_F(SharedProduct, ALinearMapAndItsGradientsAreThoseOfThePlainOne) {
    for (const auto& [m, k, n] : shapes)
        for (const bool biased : {true, false}) {
            const auto numbers = torch::TensorOptions(torch::kDouble);
            const torch::Tensor x = torch::randn({m, k}, numbers), weight = torch::randn({n, k}, numbers);
            const torch::Tensor bias = biased ? torch::randn({n}, numbers) : torch::Tensor();
            const auto plain = with_gradients(torch::nn::functional::linear, x, weight, bias);
            for (const std::int64_t threads : {1, 2}) {
                set_thread_budget(threads);
                const auto shared = with_gradients(shared_linear, x, weight, bias);
                ASSERT_EQ(shared.size(), plain.size());
                for (std::size_t i = 0; i < plain.size(); ++i)
                    EXPECT_TRUE(torch::allclose(shared[i], plain[i], 1e-10, 1e-10))
                        << m << " " << k << " " << n << ": " << i;
            }
        }
}

TEST_F(SharedProduct, GradientsOfALinearMapAreTheSameBitsOnAnyNumberOfThreads) {
    for (const auto& [m, k, n] : shapes) {
        const torch::Tensor x = torch::randn({m, k}), weight = torch::randn({n, k}), bias = torch::randn({n});
        set_thread_budget(1);
        const auto one = with_gradients(shared_linear, x, weight, bias);
        for (const std::int64_t threads : {2, 7}) {
            set_thread_budget(threads);
            const auto many = with_gradients(shared_linear, x, weight, bias);
            for (std::size_t i = 0; i < one.size(); ++i)
                EXPECT_TRUE(torch::equal(many[i], one[i]))
                    << m << " " << k << " " << n << " on " << threads << ": " << i;
        }
    }
}

TEST_F(SharedProduct, GradientsOfSeveralBackwardPassesAddUpInPlace) {
    set_thread_budget(2);
    const torch::Tensor weight = torch::randn({400, 500}), bias = torch::randn({400});
    const torch::Tensor plain = weight.clone().requires_grad_(), shared = weight.clone().requires_grad_();
    const void* memory = nullptr;
    for (int pass = 0; pass < 3; ++pass) {
        const torch::Tensor x = torch::randn({300, 500});
        torch::nn::functional::linear(x, plain, bias).square().sum().backward();
        shared_linear(x, shared, bias).square().sum().backward();
        EXPECT_TRUE(torch::allclose(shared.grad(), plain.grad(), 1e-4, 1e-1)) << pass;
        if (pass == 1) memory = shared.grad().data_ptr();
        if (pass == 2) {
            EXPECT_EQ(shared.grad().data_ptr(), memory);
        }
    }
    const torch::Tensor x = torch::randn({300, 500}), inner = 2 * shared; // no leaf: its gradient goes on
    shared_linear(x, inner).sum().backward();
    (2 * torch::nn::functional::linear(x, plain)).sum().backward();
    EXPECT_TRUE(torch::allclose(shared.grad(), plain.grad(), 1e-4, 1e-1));
}

TEST_F(SharedProduct, OnlyWhatNeedsAGradientGetsOne) {
    set_thread_budget(2);
    const torch::Tensor x = torch::randn({300, 500}), weight = torch::randn({400, 500}).requires_grad_();
    shared_linear(x, weight).sum().backward();
    EXPECT_TRUE(weight.grad().defined());
    EXPECT_FALSE(x.grad().defined());
    const torch::Tensor images = torch::randn({300, 500}).requires_grad_();
    shared_linear(images, weight.detach()).sum().backward();
    EXPECT_TRUE(images.grad().defined());
    const torch::NoGradGuard no_gradients;
    EXPECT_FALSE(shared_linear(x, weight).requires_grad());
}

} // namespace
} // namespace whydah
