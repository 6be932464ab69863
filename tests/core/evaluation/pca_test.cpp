#include "core/projection/pca.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

TEST(Pca, FindsTheAxesOfAnEllipse) {
    torch::manual_seed(9);
    const torch::Tensor spread = torch::tensor({{3.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 0.1}}, torch::kDouble);
    const PrincipalAxes axes = principal_axes(torch::randn({5000, 3}, torch::kDouble).mm(spread) + 7, 2);
    EXPECT_NEAR(axes.axes[0][0].item<double>(), 1, 0.01);
    EXPECT_NEAR(axes.axes[1][1].item<double>(), 1, 0.01);
    EXPECT_NEAR(axes.variances[0].item<double>(), 9, 0.6);
    EXPECT_NEAR(axes.mean[2].item<double>(), 7, 0.02);
}

TEST(Pca, FewPointsInManyDimensionsGiveTheSameAxes) {
    torch::manual_seed(10);
    const torch::Tensor few = torch::randn({6, 40}, torch::kDouble);
    const PrincipalAxes gram = principal_axes(few, 5);
    const torch::Tensor centred = few - few.mean(0);
    const torch::Tensor covariance = centred.t().mm(centred) / 6;
    EXPECT_TRUE(torch::allclose(gram.axes.mm(gram.axes.t()), torch::eye(5, torch::kDouble), 1e-8, 1e-8))
        << "orthonormal";
    for (std::int64_t k = 0; k < 5; ++k)
        EXPECT_TRUE(torch::allclose(covariance.mv(gram.axes[k]), gram.variances[k] * gram.axes[k], 1e-8, 1e-8))
            << "an eigenvector";
}

TEST(Pca, ManyPointsInPiecesGiveTheSameAxesWithAnyNumberOfThreads) { // more rows and columns than a piece has
    torch::manual_seed(11);
    const torch::Tensor many = torch::randn({20'000, 150}) * torch::linspace(3, 0.5, 150) + 2;
    at::set_num_threads(2);
    const PrincipalAxes two = principal_axes(many, 5);
    at::set_num_threads(1);
    const PrincipalAxes one = principal_axes(many, 5);
    EXPECT_TRUE(torch::equal(one.axes, two.axes));
    const torch::Tensor centred = many.to(torch::kDouble) - many.to(torch::kDouble).mean(0);
    const torch::Tensor covariance = centred.t().mm(centred) / 20'000;
    EXPECT_NEAR(one.total_variance, covariance.diagonal().sum().item<double>(), 1e-6);
    for (std::int64_t k = 0; k < 5; ++k)
        EXPECT_TRUE(torch::allclose(covariance.mv(one.axes[k]), one.variances[k] * one.axes[k], 1e-8, 1e-8)) << k;
}

TEST(Pca, ThreePointsOnALineHaveOneAxis) {
    const Projection p = pca(torch::tensor({{0.0, 0.0}, {1.0, 1.0}, {2.0, 2.0}}, torch::kDouble), 3);
    EXPECT_NEAR(p.variance_share[0], 1, 1e-12);
    EXPECT_NEAR(p.points[2][0].item<double>() - p.points[0][0].item<double>(), std::sqrt(8.0), 1e-12)
        << "positive: signs are fixed";
    EXPECT_NEAR(p.points[2][2].item<double>(), 0, 0);
}

TEST(Pca, OnePointIsNoTrouble) { EXPECT_EQ(pca(torch::ones({1, 4}), 3).points.abs().max().item<double>(), 0); }

} // namespace
} // namespace whydah
