#include "core/baselines/crt.h"
#include "core/baselines/lws.h"
#include "core/baselines/nearest_class_mean.h"
#include "core/baselines/tau_normalisation.h"
#include "core/evaluation/per_class_accuracy.h"
#include "core/meta/prior_coordinate.h"

#include <cmath>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

double largest(const torch::Tensor& t) { return t.abs().max().item<double>(); }

TEST(TauNormalisation, ByHand) {
    const torch::Tensor w = torch::tensor({{3.0F, 4.0F}, {0.0F, 0.0F}});
    EXPECT_EQ(largest(tau_normalised(w, 0) - w), 0);
    EXPECT_LT(largest(tau_normalised(w, 1) - torch::tensor({{0.6F, 0.8F}, {0.0F, 0.0F}})), 1e-6);
    EXPECT_NEAR(tau_normalised(w, 0.5)[0][0].item<double>(), 3 / std::sqrt(5.0), 1e-6);
    EXPECT_NEAR(tau_normalised(w, 2)[0][1].item<double>(), 4.0 / 25, 1e-6);
}

TEST(LogitAdjustment, AfterTrainingWithTau) {
    const torch::Tensor w = with_prior(torch::zeros({3, 1}), {6, 2, 0}, 0.5);
    EXPECT_NEAR(w[0][1].item<double>(), -0.5 * std::log(0.75), 1e-6);
    EXPECT_NEAR(w[1][1].item<double>(), -0.5 * std::log(0.25), 1e-6);
    EXPECT_LT(w[2][1].item<double>(), -1000) << "a class without images is never predicted";
    EXPECT_EQ(with_prior(torch::zeros({2, 1}), {6, 2}, 0)[1][1].item<double>(), 0);
}

TEST(NearestClassMean, IsTheNearestAndTheMostAlikeByHand) {
    // Means (2, 0) and (0, 8); class 2 has no images.
    const torch::Tensor x = torch::tensor({{1.0F, 0.0F}, {3.0F, 0.0F}, {0.0F, 8.0F}});
    const ClassImages images{{0, 1}, {2}, {}};
    const torch::Tensor near = nearest_class_mean(x, images), angle = nearest_class_mean_cosine(x, images);
    EXPECT_LT(largest(near.narrow(0, 0, 2) - torch::tensor({{2.0F, 0.0F, -2.0F}, {0.0F, 8.0F, -32.0F}})), 1e-6);
    EXPECT_LT(largest(angle.narrow(0, 0, 2) - torch::tensor({{1.0F, 0.0F, 0.0F}, {0.0F, 1.0F, 0.0F}})), 1e-6);
    // (1, 2): squared distances 5 and 37, so class 0; its angle is that of class 1. (-5, -1): empty class 2 must not win.
    const torch::Tensor probes = with_one(torch::tensor({{1.0F, 2.0F}, {-5.0F, -1.0F}}));
    EXPECT_EQ(probes.mm(near.t()).argmax(1)[0].item<std::int64_t>(), 0);
    EXPECT_EQ(probes.mm(angle.t()).argmax(1)[0].item<std::int64_t>(), 1);
    EXPECT_NE(probes.mm(near.t()).argmax(1)[1].item<std::int64_t>(), 2);
    EXPECT_NE(probes.mm(angle.t()).argmax(1)[1].item<std::int64_t>(), 2);
}

TEST(NearestClassMean, AClassWithoutImagesNeverWinsHoweverLongTheFeatures) {
    const torch::Tensor x = torch::tensor({{3e4F, 1.0F}, {-2e4F, 5e4F}});
    const ClassImages images{{0}, {1}, {}};
    for (auto* head : {nearest_class_mean, nearest_class_mean_cosine}) {
        const torch::Tensor scores = with_one(torch::cat({x, -x, 1e3F * x})).mm(head(x, images).t());
        EXPECT_LT(scores.argmax(1).max().item<std::int64_t>(), 2);
        EXPECT_FALSE(torch::softmax(scores, 1).isnan().any().item<bool>());
    }
}

TEST(NearestClassMean, AgreesWithDistancesOnRandomFeatures) {
    torch::manual_seed(2);
    const torch::Tensor x = torch::randn({30, 5}), probes = torch::randn({200, 5});
    ClassImages images(3);
    for (std::int64_t row = 0; row < 30; ++row) images[static_cast<std::size_t>(row % 3)].push_back(row);
    std::vector<torch::Tensor> means;
    for (const auto& rows : images) means.push_back(x.index_select(0, torch::tensor(rows, torch::kLong)).mean(0));
    const torch::Tensor nearest = torch::cdist(probes, torch::stack(means)).argmin(1);
    EXPECT_TRUE(torch::equal(with_one(probes).mm(nearest_class_mean(x, images).t()).argmax(1), nearest));
}

TEST(Crt, StartsAtRandomAndDrawsClassAware) {
    const ClassImages images{{0, 1, 2}, {3}};
    const BaselineFit fit = crt(images, {}, 4, 12);
    EXPECT_EQ(fit.set.rows, images);
    EXPECT_EQ(fit.settings.sampling, Sampling::class_aware);
    FitSettings still = fit.settings;
    still.learning_rate = 0, still.steps = 1;
    const torch::Tensor start = fit_classifiers(torch::randn({4, 10'000}), {fit.set}, still, 1, {})[0];
    EXPECT_NEAR(start.std().item<double>(), 1 / 6.0, 0.005) << "1 / sqrt(3 * 12)";
    EXPECT_EQ(FitSettings{}.learning_rate, fit.settings.learning_rate) << "the schedule is everybody's";
}

// x = e_y, w = identity: z is 1 at the true class, else 0. One step of the reference's rate, 0.2.
// Both classes draw alike in the batch of 8: p = e / (e + 1), gradient of each scale: 1/2 (p - 1).
TEST(Lws, OneStepByHand) {
    const torch::Tensor x = torch::eye(2);
    const FitSettings settings{.steps = 1, .batch = 8, .learning_rate = 0.1, .momentum = 0.9, .weight_decay = 0};
    const torch::Tensor f = learn_scales(x, torch::eye(2), {{{0}, {1}}, 1}, settings, {});
    const double expected = 1 + 0.2 * 0.5 * (1 - std::exp(1.0) / (std::exp(1.0) + 1));
    EXPECT_NEAR(f[0].item<double>(), expected, 1e-6);
    EXPECT_NEAR(f[1].item<double>(), expected, 1e-6);
}

TEST(Lws, LiftsTheScaleOfTheRareClassAndStaysPositive) {
    torch::manual_seed(1);
    const torch::Tensor centres = torch::tensor({{1.0F, 0.3F}, {0.3F, 1.0F}});
    std::vector<torch::Tensor> rows;
    TrainingSet set{{{}, {}}, 9};
    for (std::int64_t row = 0; row < 44; ++row) {
        const std::int64_t c = row < 40 ? 0 : 1;
        rows.push_back(centres[c] + 0.2 * torch::randn({2}));
        set.rows[static_cast<std::size_t>(c)].push_back(row);
    }
    const torch::Tensor x = torch::stack(rows);
    const torch::Tensor plain_rows = torch::tensor({{6.0F, 2.0F}, {1.0F, 3.0F}}); // the frequent class's is longer
    const FitSettings settings{.steps = 200, .batch = 32, .learning_rate = 2};
    const torch::Tensor f = learn_scales(x, plain_rows, set, settings, {});
    EXPECT_GT((f[1] / f[0]).item<double>(), 1.1);
    EXPECT_GT(f.min().item<double>(), 0);
}

} // namespace
} // namespace whydah
