#include "core/classifier/subspace_fit.h"

#include "records/error.h"

#include <cmath>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// 60 images of unit norm around 4 class centres; class 2 of the set has no image.
struct Case {
    torch::Tensor x;
    TrainingSet set{{{}, {}, {}, {}}, 5};
    FitSettings settings{.solver = Solver::subspace, .steps = 100, .weight_decay = 1e-3};
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

struct Fitted {
    torch::Tensor weights;
    std::int64_t directions;
};
Fitted fitted(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings, const JobControl& control) {
    Fitted fit{torch::empty({static_cast<std::int64_t>(set.rows.size()), x.size(1)}), 0};
    fit.directions = SubspaceFit().fit(x, set, settings, control, fit.weights);
    return fit;
}

// 200 dimensions: with the Gram matrix; 10: 50 images are more than twice the dimensions, without it.
class Subspace : public testing::TestWithParam<std::int64_t> {};

TEST_P(Subspace, EndsWhereTheGradientVanishes) {
    const Case c(GetParam());
    const Fitted fit = fitted(c.x, c.set, c.settings, {});
    const auto [value, gradient] = c.at(fit.weights);
    const auto [start, start_gradient] = c.at(torch::zeros_like(fit.weights));
    EXPECT_LT(gradient.norm().item<double>(), 0.03 * start_gradient.norm().item<double>());
    EXPECT_LT(value, 0.8 * start);
    EXPECT_LE(fit.directions, 40);
    // Convex: the value lies above the minimum by at most |gradient|^2 / (2 weight decay).
    const double close = gradient.square().sum().item<double>() / (2 * c.settings.weight_decay);
    EXPECT_LT(close, 0.02);
}

TEST_P(Subspace, IsNoWorseThanALongDescent) {
    const Case c(GetParam());
    FitSettings sgd = c.settings;
    sgd.solver = Solver::sgd, sgd.steps = 4000, sgd.batch = 50, sgd.learning_rate = 1;
    const double by_descent = c.at(fit_classifiers(c.x, {c.set}, sgd, 1, {})[0]).first;
    EXPECT_LT(c.at(fitted(c.x, c.set, c.settings, {}).weights).first, by_descent + 1e-3);
}

TEST_P(Subspace, ModelsSideBySideAreThoseOneByOne) {
    const Case c(GetParam());
    std::vector<TrainingSet> sets(5, c.set);
    for (std::size_t s = 0; s < 5; ++s) sets[s].rows[0].resize(3 + s);
    const torch::Tensor together = fit_classifiers(c.x, sets, c.settings, 2, {});
    for (std::size_t s = 0; s < 5; ++s)
        EXPECT_TRUE(torch::equal(together[static_cast<std::int64_t>(s)],
                                 fitted(c.x, sets[s], c.settings, {}).weights));
}

TEST_P(Subspace, StopsWithinAnIterationAndTakesNoMoreThanAskedFor) {
    Case c(GetParam());
    c.settings.steps = 2;
    EXPECT_EQ(fitted(c.x, c.set, c.settings, {}).directions, 2);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(fitted(c.x, c.set, c.settings, JobControl(stop.get_token())), Stopped);
}

// The first step goes along the gradient at W = 0, to the least of the objective there, however flat the way ends.
TEST_P(Subspace, TheFirstStepIsAsLongAsItShouldBe) {
    for (const double spread : {1.0, 30.0}) { // of the features: a step that suits one is far too long for the other
        Case c(GetParam());
        c.x = c.x * spread;
        c.settings.steps = 1, c.settings.weight_decay = 1e-5;
        const torch::Tensor w = fitted(c.x, c.set, c.settings, {}).weights;
        const double least = c.at(w).first;
        EXPECT_LT(torch::cosine_similarity(w.flatten(), -c.at(torch::zeros_like(w)).second.flatten().to(torch::kFloat), 0)
                      .sub(1).abs().item<double>(), 1e-4);
        for (const double other : {0.25, 0.5, 0.8, 1.25, 2.0, 4.0}) EXPECT_LT(least, c.at(w * other).first + 1e-4) << other;
    }
}

// 3,000 images: the length is found on some of them and holds for all.
TEST(Subspace, SomeImagesTellTheFirstStepOfAll) {
    torch::manual_seed(2);
    Case c(40);
    const torch::Tensor labels = torch::arange(3000).remainder(4), centres = torch::randn({4, 40});
    c.x = centres.index_select(0, labels) + torch::randn({3000, 40});
    c.x = c.x / c.x.norm(2, 1, true);
    for (auto& rows : c.set.rows) rows.clear();
    for (std::int64_t i = 0; i < 3000; ++i) c.set.rows[static_cast<std::size_t>(i % 4)].push_back(i);
    c.settings.steps = 1;
    const torch::Tensor w = fitted(c.x, c.set, c.settings, {}).weights;
    for (const double other : {0.7, 1.4}) EXPECT_LT(c.at(w).first, c.at(w * other).first) << other;
}

// Features with a common mean, hardly any weight decay: the mean is far ahead of all others.
TEST_P(Subspace, FindsTheMinimumOfFeaturesThatAreNotCentred) {
    Case c(GetParam());
    c.x = c.x + 0.5;
    c.x = c.x / c.x.norm(2, 1, true);
    c.settings.weight_decay = 5e-5;
    torch::Tensor w = torch::zeros({4, GetParam()}, torch::kDouble);
    double least = c.at(w).first, step = 1;
    for (int i = 0; i < 8000; ++i) { // descent with a step as long as it helps
        const torch::Tensor next = w - step * c.at(w).second;
        const double value = c.at(next).first;
        if (value < least)
            w = next, least = value, step *= 1.1;
        else
            step /= 2;
    }
    const Fitted fit = fitted(c.x, c.set, c.settings, {});
    EXPECT_GE(fit.directions, 3);
    EXPECT_LT(fit.directions, 100);
    EXPECT_LT(c.at(fit.weights).first, least + 1e-3);
}

TEST_P(Subspace, NothingToLearnGivesNoWeights) {
    Case c(GetParam());
    EXPECT_EQ(fitted(torch::zeros_like(c.x), c.set, c.settings, {}).weights.abs().max().item<float>(), 0);
    TrainingSet one{{c.set.rows[0]}, 5};
    EXPECT_EQ(fitted(c.x, one, c.settings, {}).weights.abs().max().item<float>(), 0);
    TrainingSet single{{{0}, {1}, {}}, 5}; // one image a class, one class empty
    EXPECT_TRUE(torch::isfinite(fitted(c.x, single, c.settings, {}).weights).all().item<bool>());
}

TEST_P(Subspace, TheSizeOfTheFeaturesDoesNotMatter) {
    Case c(GetParam());
    const torch::Tensor w = fitted(c.x, c.set, c.settings, {}).weights;
    const double large = std::exp2(40), decay = c.settings.weight_decay; // squares of scores: 2^160
    c.settings.weight_decay = decay * large * large;
    EXPECT_TRUE(torch::equal(fitted(c.x * large, c.set, c.settings, {}).weights * large, w));
    c.settings.weight_decay = decay / large / large;
    EXPECT_TRUE(torch::equal(fitted(c.x / large, c.set, c.settings, {}).weights / large, w));
}

// Two clusters far apart: the power method's first step is no eigenvector of the Gram matrix.
TEST_P(Subspace, TwoClustersEndAtTheMinimumToo) {
    Case c(GetParam());
    torch::Tensor shift = torch::zeros({60, GetParam()});
    shift.narrow(0, 0, 20).narrow(1, 0, 1).fill_(3), shift.narrow(0, 20, 40).narrow(1, 1, 1).fill_(-3);
    c.x = c.x + shift;
    const auto [value, gradient] = c.at(fitted(c.x, c.set, c.settings, {}).weights);
    EXPECT_LT(gradient.square().sum().item<double>() / (2 * c.settings.weight_decay), 0.02);
    FitSettings sgd = c.settings;
    sgd.solver = Solver::sgd, sgd.steps = 4000, sgd.batch = 50, sgd.learning_rate = 0.1;
    EXPECT_LT(value, c.at(fit_classifiers(c.x, {c.set}, sgd, 1, {})[0]).first + 1e-3);
}

// Nine directions, more than are kept: the point is the least of what is kept, the value that of the objective.
TEST(DirectionSpace, EndsWhereTheGradientIsAcrossAllDirectionsKept) {
    Case c(200);
    c.settings.weight_decay = 1e-2;
    std::vector<std::int64_t> rows, classes;
    for (std::size_t k = 0; k < 4; ++k)
        for (std::int64_t row : c.set.rows[k]) rows.push_back(row), classes.push_back(static_cast<std::int64_t>(k));
    const torch::Tensor x = c.x.index_select(0, torch::tensor(rows, torch::kLong));
    DirectionSpace space;
    space.begin(torch::tensor(classes, torch::kLong), 4, c.settings.weight_decay);
    std::vector<torch::Tensor> directions; // [4, 200]
    double value = std::log(4.0);
    torch::Tensor a = torch::empty({50, 4});
    for (int i = 0; i < 9; ++i) {
        space.make_room();
        space.next_direction().copy_(torch::randn({50, 4}) * std::pow(10.0, i % 3 - 1));
        space.next_scores().copy_(x.mm(x.t()).mm(space.next_direction()));
        directions.push_back(space.next_direction().t().mm(x));
        EXPECT_NEAR(space.take_direction(), directions.back().square().sum().item<double>(), 1e-3 * directions.back().square().sum().item<double>());
        const double next = space.minimise(1e-3);
        EXPECT_LE(next, value);
        value = next;
        space.write_point(a);
        const auto [objective, gradient] = c.at(a.t().mm(x));
        EXPECT_NEAR(objective, value, 1e-5);
        for (std::size_t j = directions.size() < 5 ? 0 : directions.size() - 5; j < directions.size(); ++j)
            EXPECT_LT(torch::cosine_similarity(gradient.flatten(), directions[j].flatten().to(torch::kDouble), 0).abs().item<double>(), 0.03) << i << " " << j;
    }
    torch::Tensor by_hand = torch::empty({50, 4});
    EXPECT_GT(space.write_gradient(by_hand), 0);
    EXPECT_TRUE(torch::allclose(by_hand.t().mm(x), c.at(a.t().mm(x)).second.to(torch::kFloat), 1e-3, 1e-5));
}

INSTANTIATE_TEST_SUITE_P(Dimensions, Subspace, testing::Values(200, 10));

TEST(Subspace, ManyImagesGiveTheGramMatrixInParts) {
    torch::manual_seed(1);
    Case c(200);
    c.x = torch::randn({600, 400});
    c.x = c.x / c.x.norm(2, 1, true);
    for (auto& rows : c.set.rows) rows.clear();
    for (std::int64_t i = 0; i < 600; ++i) c.set.rows[static_cast<std::size_t>(i % 4)].push_back(i);
    const auto [value, gradient] = c.at(fitted(c.x, c.set, c.settings, {}).weights);
    EXPECT_LT(gradient.norm().item<double>(), 0.03 * c.at(torch::zeros({4, 400})).second.norm().item<double>());
}

} // namespace
} // namespace whydah
