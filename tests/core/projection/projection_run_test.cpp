#include "core/projection/projection_run.h"

#include "core/experiment/core_api.h"
#include "records/error.h"

#include <cmath>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// Chains with the given numbers of points, all weights at random in 5 dimensions.
Trajectories made(const std::vector<std::size_t>& tested, const std::vector<std::size_t>& measured,
                  const torch::Tensor& weights) {
    Trajectories t;
    const auto add = [](const std::vector<std::size_t>& lengths, std::vector<ClassTrajectory>& chains) {
        for (std::size_t length : lengths) {
            chains.emplace_back();
            chains.back().points.resize(length);
        }
    };
    add(tested, t.classes), add(measured, t.measured);
    const torch::Tensor rows = weights.to(torch::kFloat).contiguous();
    const float* first = rows.data_ptr<float>();
    t.weights = std::make_shared<WeightRows>(WeightRows{rows.size(1), {first, first + rows.numel()}});
    return t;
}

torch::Tensor random_weights(std::int64_t n) {
    torch::manual_seed(4);
    return torch::randn({n, 5}, torch::kDouble) * torch::tensor({4.0, 2.0, 1.0, 0.5, 0.1}, torch::kDouble) + 3;
}

ProjectionFrame pca_of(const Trajectories& t, const ProjectionOptions& options) {
    return begin_projection(t, options, 1, JobControl())(0, JobControl());
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

TEST(ProjectionRun, PrincipalComponentsKeepDistancesInTheirSpace) {
    torch::manual_seed(5);
    const torch::Tensor flat = torch::randn({20, 3}, torch::kDouble).mm(torch::randn({3, 5}, torch::kDouble));
    const ProjectionFrame frame = pca_of(made({8, 8}, {4}, flat), {});
    ASSERT_EQ(frame.positions.size(), 20U);
    for (std::int64_t i = 1; i < 20; ++i)
        EXPECT_NEAR(distance(frame.positions[0], frame.positions[static_cast<std::size_t>(i)]),
                    (flat[0] - flat[i]).norm().item<double>(), 1e-5);
    EXPECT_NEAR(frame.variance_share[0] + frame.variance_share[1] + frame.variance_share[2], 1, 1e-6);
    EXPECT_FALSE(frame.divergence);
}

TEST(ProjectionRun, AxesOfTheMeasuredChainsAreTheirOwn) {
    torch::Tensor weights = torch::zeros({12, 5}, torch::kDouble);
    torch::manual_seed(6);
    weights.narrow(0, 0, 6).select(1, 4).copy_(100 * torch::randn({6}, torch::kDouble)); // tested: far along axis 4
    weights.narrow(0, 6, 6).select(1, 0).copy_(torch::randn({6}, torch::kDouble));       // measured: along axis 0
    ProjectionOptions options;
    EXPECT_GT(std::abs(pca_of(made({6}, {6}, weights), options).positions[0][0]), 10);
    options.axes_of_measured = true;
    const ProjectionFrame frame = pca_of(made({6}, {6}, weights), options);
    EXPECT_NEAR(frame.positions[0][0], frame.positions[5][0], 1e-6) << "nothing of axis 4 is seen";
    EXPECT_NEAR(frame.variance_share[0], 1, 1e-9) << "of the measured points";
    EXPECT_NEAR(std::abs(frame.positions[6][0] - frame.positions[7][0]),
                std::abs(weights[6][0].item<double>() - weights[7][0].item<double>()), 1e-6);
}

TEST(ProjectionRun, WithoutCentringTheOriginStaysTheOrigin) {
    torch::Tensor weights = random_weights(10);
    weights[0].zero_();
    ProjectionOptions options;
    options.centre = false;
    const ProjectionFrame frame = pca_of(made({10}, {}, weights), options);
    EXPECT_NEAR(distance(frame.positions[0], {0, 0, 0}), 0, 1e-12);
    options.centre = true;
    EXPECT_GT(distance(pca_of(made({10}, {}, weights), options).positions[0], {0, 0, 0}), 1);
}

TEST(ProjectionRun, UnitNormAndCosineForgetNorms) {
    const torch::Tensor weights = random_weights(30);
    const torch::Tensor longer = weights * (1 + torch::arange(30, torch::kDouble).unsqueeze(1));
    ProjectionOptions options;
    for (const auto scaling : {ProjectionOptions::Scaling::unit_norm, ProjectionOptions::Scaling::cosine}) {
        options.scaling = scaling, options.centre = scaling == ProjectionOptions::Scaling::unit_norm;
        const ProjectionFrame a = pca_of(made({30}, {}, weights), options), b = pca_of(made({30}, {}, longer), options);
        for (std::size_t i = 0; i < 30; ++i) EXPECT_NEAR(distance(a.positions[i], b.positions[i]), 0, 1e-5);
    }
    options.scaling = ProjectionOptions::Scaling::none;
    EXPECT_GT(distance(pca_of(made({30}, {}, weights), options).positions[29],
                       pca_of(made({30}, {}, longer), options).positions[29]),
              1);
}

TEST(ProjectionRun, CosinesAreInnerProductsOfThePicture) {
    torch::manual_seed(7);
    const torch::Tensor weights = torch::randn({15, 3}, torch::kDouble); // three dimensions: nothing is lost
    ProjectionOptions options;
    options.scaling = ProjectionOptions::Scaling::cosine, options.centre = false;
    const auto y = pca_of(made({15}, {}, weights), options).positions;
    for (std::int64_t i = 0; i < 15; ++i) {
        const double cosine =
            weights[0].dot(weights[i]).item<double>() / (weights[0].norm() * weights[i].norm()).item<double>();
        const auto& p = y[static_cast<std::size_t>(i)];
        EXPECT_NEAR(y[0][0] * p[0] + y[0][1] * p[1] + y[0][2] * p[2], cosine, 1e-6);
    }
}

TEST(ProjectionRun, TsneGoesOnWhereItWasAndTellsItsDivergence) {
    const Trajectories t = made({20, 20}, {10}, random_weights(50));
    ProjectionOptions options;
    options.kind = ProjectionOptions::Kind::tsne, options.perplexity = 10;
    const ProjectionRun whole = begin_projection(t, options, 1, JobControl()),
                        parts = begin_projection(t, options, 1, JobControl());
    const ProjectionFrame end = whole(75, JobControl());
    ProjectionFrame frame;
    for (int i = 1; i <= 3; ++i) {
        frame = parts(25, JobControl());
        EXPECT_EQ(frame.iteration, 25 * i);
        ASSERT_TRUE(frame.divergence);
    }
    EXPECT_EQ(frame.positions, end.positions);
    EXPECT_TRUE(frame.exact);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(parts(25, JobControl(stop.get_token())), Stopped);
    EXPECT_EQ(parts(1, JobControl()).iteration, 76) << "a stop loses nothing";
}

TEST(ProjectionRun, SaysWhereThePerplexityIsClampedOrShorterThanAChain) {
    ProjectionOptions options;
    options.kind = ProjectionOptions::Kind::tsne, options.perplexity = 30;
    const ProjectionFrame small =
        begin_projection(made({8, 2}, {}, random_weights(10)), options, 1, JobControl())(1, JobControl());
    EXPECT_DOUBLE_EQ(small.perplexity, 3);
    EXPECT_EQ(small.warnings.size(), 2U);
    options.perplexity = 9;
    const ProjectionFrame large = begin_projection(made(std::vector<std::size_t>(20, 4), {}, random_weights(80)),
                                                   options, 1, JobControl())(1, JobControl());
    EXPECT_TRUE(large.warnings.empty());
}

TEST(ProjectionRun, MeasuredChainsCanBeLeftOut) {
    const Trajectories t = made({6}, {4}, random_weights(10));
    ProjectionOptions options;
    options.measured = false;
    const ProjectionFrame frame = pca_of(t, options);
    EXPECT_EQ(frame.positions.size(), 6U);
    const Trajectories shown = placed(t, frame);
    EXPECT_TRUE(shown.measured.empty());
    EXPECT_EQ(shown.classes[0].points[5].position, frame.positions[5]);
}

TEST(ProjectionRun, WhatCannotBeProjectedIsAnErrorThatSaysWhy) {
    Trajectories none = made({6}, {}, random_weights(6));
    none.weights = nullptr;
    EXPECT_THROW(pca_of(none, {}), Error);
    ProjectionOptions options;
    options.axes_of_measured = true;
    EXPECT_THROW(pca_of(made({6}, {}, random_weights(6)), options), Error);
    EXPECT_THROW(pca_of(made({6}, {}, random_weights(7)), {}), Error);
    torch::Tensor bad = random_weights(6);
    bad[2][2] = std::nan("");
    EXPECT_THROW(pca_of(made({6}, {}, bad), {}), Error);
}

TEST(ProjectionRun, TheWindowReachesItThroughTheTableOfFunctions) {
    EXPECT_EQ(whydah_core_api()->begin_projection, &begin_projection);
    EXPECT_EQ(whydah_core_api()
                  ->begin_projection(made({6}, {}, random_weights(6)), {}, 1, JobControl())(0, JobControl())
                  .positions.size(),
              6U);
}

} // namespace
} // namespace whydah
