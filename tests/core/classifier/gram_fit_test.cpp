#include "core/classifier/gram_fit.h"

#include "records/error.h"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// 12 images of 3 classes a model, in many dimensions.
struct Case {
    torch::Tensor x = [] {
        torch::manual_seed(4);
        return torch::nn::functional::normalize(torch::randn({60, 200}),
                                                torch::nn::functional::NormalizeFuncOptions().dim(1));
    }();
    std::vector<TrainingSet> sets;
    FitSettings settings{.steps = 40, .batch = 8, .learning_rate = 5, .weight_decay = 1e-2};
    Case() {
        for (std::int64_t s = 0; s < 5; ++s)
            sets.push_back({{{s, s + 1, s + 2, s + 3, s + 4}, {20 + s, 30 + s}, {40, 41, 42, 43, 50 + s}},
                            static_cast<std::uint64_t>(7 + s)});
    }
};

/// The same SGD with weights [C, D], written out.
torch::Tensor by_hand(const torch::Tensor& x, const TrainingSet& set, const FitSettings& s) {
    FitSettings in_weight_space = s;
    in_weight_space.start = torch::zeros({static_cast<std::int64_t>(set.rows.size()), x.size(1)}); // forbids Gram space
    return fit_classifiers(x, {set}, in_weight_space, 1, {})[0];
}

void expect_equal_to_weight_space(const Case& c) {
    ASSERT_TRUE(gram_space_is_cheaper(c.x, c.sets, 0, 5, c.settings));
    const torch::Tensor w = fit_in_gram_space(c.x, c.sets, 0, 5, c.settings, {});
    for (std::int64_t s = 0; s < 5; ++s) {
        const torch::Tensor expected = by_hand(c.x, c.sets[static_cast<std::size_t>(s)], c.settings);
        EXPECT_GT(expected.norm().item<double>(), 1);
        EXPECT_LT((w[s] - expected).abs().max().item<double>(), 2e-5) << "model " << s;
    }
}

TEST(GramFit, MoreImagesThanABatchTakesTheSameStepsAsInWeightSpace) { expect_equal_to_weight_space({}); }

TEST(GramFit, FewerImagesThanABatchTakesTheSameStepsAsInWeightSpace) {
    Case c;
    c.settings.batch = 32;
    expect_equal_to_weight_space(c);
}

TEST(GramFit, ClassWeightsAndClassBalancedDrawingAreKept) {
    Case c;
    c.settings.sampling = Sampling::class_balanced, c.settings.class_weights = torch::tensor({0.5F, 2.0F, 1.0F});
    expect_equal_to_weight_space(c);
}

TEST(GramFit, IsTakenForFewImagesInManyDimensionsOnly) {
    Case c;
    EXPECT_TRUE(gram_space_is_cheaper(c.x, c.sets, 0, 5, c.settings));
    EXPECT_FALSE(gram_space_is_cheaper(c.x.narrow(1, 0, 4), c.sets, 0, 5, c.settings)) << "12 images, 4 dimensions";
    c.settings.start = torch::zeros({3, 200});
    EXPECT_FALSE(gram_space_is_cheaper(c.x, c.sets, 0, 5, c.settings)) << "the start may lie outside of the span";
    c.settings.start = torch::Tensor();
    c.settings.loss.name = "balanced_softmax";
    EXPECT_FALSE(gram_space_is_cheaper(c.x, c.sets, 0, 5, c.settings)) << "another loss";
    c.settings.loss.name.clear();
    c.sets[3].rows[1].pop_back();
    EXPECT_FALSE(gram_space_is_cheaper(c.x, c.sets, 0, 5, c.settings)) << "sets of different sizes";
}

TEST(GramFit, StopsWithinAStep) {
    const Case c;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(fit_in_gram_space(c.x, c.sets, 0, 5, c.settings, JobControl(stop.get_token())), Stopped);
}

} // namespace
} // namespace whydah
