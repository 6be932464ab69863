#include "core/classifier/lbfgs_fit.h"

#include "records/error.h"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// 60 images of unit norm around 4 class centres; class 2 of the set has no image.
struct Case {
    torch::Tensor x;
    TrainingSet set{{{}, {}, {}, {}}, 5};
    FitSettings settings{.solver = Solver::lbfgs, .steps = 100, .weight_decay = 1e-3};
    explicit Case(std::int64_t dimension) {
        torch::manual_seed(4);
        const torch::Tensor centres = torch::randn({4, dimension});
        x = 2 * torch::randn({60, dimension});
        for (std::int64_t i = 0; i < 60; ++i) {
            const std::int64_t c = i % 3 + (i % 3 == 2);
            x[i] += centres[c];
            if (i < 50) set.rows[static_cast<std::size_t>(c)].push_back(i);
        }
        x = x / x.norm(2, 1, true);
    }
    /// The objective's value and gradient in the weights, in double precision.
    std::pair<double, torch::Tensor> at(const torch::Tensor& w) const {
        std::vector<std::int64_t> rows, labels;
        for (std::size_t c = 0; c < set.rows.size(); ++c)
            for (std::int64_t row : set.rows[c]) rows.push_back(row), labels.push_back(static_cast<std::int64_t>(c));
        const torch::Tensor mine = x.index_select(0, torch::tensor(rows, torch::kLong)).to(torch::kDouble);
        const torch::Tensor y = torch::one_hot(torch::tensor(labels, torch::kLong), 4).to(torch::kDouble);
        const torch::Tensor weights = w.to(torch::kDouble), log_p = torch::log_softmax(mine.mm(weights.t()), 1);
        const double value = -(log_p * y).sum().item<double>() / static_cast<double>(rows.size()) +
                             0.5 * settings.weight_decay * weights.square().sum().item<double>();
        return {value, (log_p.exp() - y).t().mm(mine) / static_cast<double>(rows.size()) +
                           settings.weight_decay * weights};
    }
};

// 200 dimensions: with the Gram matrix; 10: 50 images are more than twice the dimensions, without it.
class Lbfgs : public testing::TestWithParam<std::int64_t> {};

TEST_P(Lbfgs, EndsWhereTheGradientVanishes) {
    const Case c(GetParam());
    const LbfgsFit fit = fit_by_lbfgs(c.x, c.set, c.settings, {});
    const auto [value, gradient] = c.at(fit.weights);
    const auto [start, start_gradient] = c.at(torch::zeros_like(fit.weights));
    EXPECT_LT(gradient.norm().item<double>(), 0.03 * start_gradient.norm().item<double>());
    EXPECT_LT(value, 0.8 * start);
    EXPECT_LE(fit.iterations, 40);
    // Convex: the value lies above the minimum by at most |gradient|^2 / (2 weight decay).
    const double close = gradient.square().sum().item<double>() / (2 * c.settings.weight_decay);
    EXPECT_LT(close, 0.02);
}

TEST_P(Lbfgs, IsNoWorseThanALongDescent) {
    const Case c(GetParam());
    FitSettings sgd = c.settings;
    sgd.solver = Solver::sgd, sgd.steps = 4000, sgd.batch = 50, sgd.learning_rate = 1;
    const double by_descent = c.at(fit_classifiers(c.x, {c.set}, sgd, 1, {})[0]).first;
    EXPECT_LT(c.at(fit_by_lbfgs(c.x, c.set, c.settings, {}).weights).first, by_descent + 1e-3);
}

TEST_P(Lbfgs, ModelsSideBySideAreThoseOneByOne) {
    const Case c(GetParam());
    std::vector<TrainingSet> sets(5, c.set);
    for (std::size_t s = 0; s < 5; ++s) sets[s].rows[0].resize(3 + s);
    const torch::Tensor together = fit_classifiers(c.x, sets, c.settings, 2, {});
    for (std::size_t s = 0; s < 5; ++s)
        EXPECT_TRUE(torch::equal(together[static_cast<std::int64_t>(s)],
                                 fit_by_lbfgs(c.x, sets[s], c.settings, {}).weights));
}

TEST_P(Lbfgs, StopsWithinAnIterationAndTakesNoMoreThanAskedFor) {
    Case c(GetParam());
    c.settings.steps = 2;
    EXPECT_EQ(fit_by_lbfgs(c.x, c.set, c.settings, {}).iterations, 2);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(fit_by_lbfgs(c.x, c.set, c.settings, JobControl(stop.get_token())), Stopped);
}

// The first step goes along the gradient at W = 0, to the least of the objective there, however flat the way ends.
TEST_P(Lbfgs, TheFirstStepIsAsLongAsItShouldBe) {
    for (const double spread : {1.0, 30.0}) { // of the features: a step that suits one is far too long for the other
        Case c(GetParam());
        c.x = c.x * spread;
        c.settings.steps = 1, c.settings.weight_decay = 1e-5;
        const torch::Tensor w = fit_by_lbfgs(c.x, c.set, c.settings, {}).weights;
        const double least = c.at(w).first;
        EXPECT_LT(torch::cosine_similarity(w.flatten(), -c.at(torch::zeros_like(w)).second.flatten().to(torch::kFloat), 0)
                      .sub(1).abs().item<double>(), 1e-4);
        for (const double other : {0.25, 0.5, 0.8, 1.25, 2.0, 4.0}) EXPECT_LT(least, c.at(w * other).first + 1e-4) << other;
    }
}

// 3,000 images: the length is found on some of them and holds for all.
TEST(Lbfgs, SomeImagesTellTheFirstStepOfAll) {
    torch::manual_seed(2);
    Case c(40);
    const torch::Tensor labels = torch::arange(3000).remainder(4), centres = torch::randn({4, 40});
    c.x = centres.index_select(0, labels) + torch::randn({3000, 40});
    c.x = c.x / c.x.norm(2, 1, true);
    for (auto& rows : c.set.rows) rows.clear();
    for (std::int64_t i = 0; i < 3000; ++i) c.set.rows[static_cast<std::size_t>(i % 4)].push_back(i);
    c.settings.steps = 1;
    const torch::Tensor w = fit_by_lbfgs(c.x, c.set, c.settings, {}).weights;
    for (const double other : {0.7, 1.4}) EXPECT_LT(c.at(w).first, c.at(w * other).first) << other;
}

INSTANTIATE_TEST_SUITE_P(Dimensions, Lbfgs, testing::Values(200, 10));

TEST(Lbfgs, ManyImagesGiveTheGramMatrixInParts) {
    torch::manual_seed(1);
    Case c(200);
    c.x = torch::randn({600, 400});
    c.x = c.x / c.x.norm(2, 1, true);
    for (auto& rows : c.set.rows) rows.clear();
    for (std::int64_t i = 0; i < 600; ++i) c.set.rows[static_cast<std::size_t>(i % 4)].push_back(i);
    const auto [value, gradient] = c.at(fit_by_lbfgs(c.x, c.set, c.settings, {}).weights);
    EXPECT_LT(gradient.norm().item<double>(), 0.03 * c.at(torch::zeros({4, 400})).second.norm().item<double>());
}

} // namespace
} // namespace whydah
