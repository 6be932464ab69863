#include "core/data/seed.h"
#include "core/experiment/method_context.h"
#include "core/experiment/methods.h"
#include "records/error.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <type_traits>

namespace whydah {
namespace {

// ---- Selection on the test set is impossible by construction: what chooses cannot name the test part.

template <class T>
concept HasTestPart = requires(T table) {
    table.test;
}
|| requires(T table) { table.test_samples; };
static_assert(HasTestPart<FeatureTable> && !HasTestPart<SelectionData>);
static_assert(std::is_same_v<decltype(MethodContext::table), const SelectionData&>,
              "methods get their data without the test part");
template <class T>
concept ConstructsFinalTest = std::is_constructible_v<FinalTest, const T&, const Report&>;
static_assert(ConstructsFinalTest<FeatureTable> && !ConstructsFinalTest<SelectionData>,
              "who has no test part cannot make a test of it either");
static_assert(std::is_void_v<decltype(std::declval<const FinalTest&>().report({}, {}, false))>,
              "what the final test measures does not come back");

// ---- And the runs themselves.

FeaturePart part(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> x;
    std::vector<std::int64_t> y;
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t i = 0; i < counts[c]; ++i) {
            y.push_back(static_cast<std::int64_t>(c));
            for (std::size_t d = 0; d < 6; ++d) x.push_back(static_cast<float>((d == c) + 0.5 * random.normal()));
        }
    const auto n = static_cast<std::int64_t>(y.size());
    return {torch::tensor(x).reshape({n, 6}), torch::tensor(y, torch::kLong)};
}

FeatureTable small_table(std::uint64_t test_seed) {
    FeatureTable table;
    table.train = part({40, 30, 20, 12, 6, 3}, 1), table.validation = part({8, 8, 8, 8, 8, 8}, 2);
    table.test = part({10, 10, 10, 10, 10, 10}, test_seed);
    table.classes = 6, table.dimension = 6, table.train_counts = torch::bincount(table.train.y, {}, 6);
    for (std::int64_t i = 0; i < table.test.size(); ++i) table.test_samples.push_back(1000 + i);
    return table;
}

ExperimentOptions quick() {
    ExperimentOptions options;
    options.classifier.methods = {"plain", "over_sampling", "meta_model_net"};
    options.classifier.steps = 30, options.classifier.learning_rate = 1;
    options.classifier.weight_decay = {1e-5, 1e-2, 0.3};
    options.meta.lambda = {1, 0.1}, options.meta.episodes = 3, options.meta.meta_steps = 4;
    options.meta.head_classes = 2, options.meta.meta_learning_rate = 0.2;
    return options;
}

struct Outcome {
    std::vector<Selection> selections;
    std::vector<MethodResult> results;
    const MethodResult& of(const std::string& method) const {
        return *std::find_if(results.begin(), results.end(), [&](const auto& r) { return r.method == method; });
    }
};

Outcome run(const FeatureTable& table, const ExperimentOptions& options, std::int64_t seed) {
    Outcome outcome;
    run_methods(table, {"a", "b", "c", "d", "e", "f"}, options, seed, 1, "", {}, [&](Event event) {
        if (auto* selection = std::get_if<Selection>(&event)) outcome.selections.push_back(*selection);
        if (auto* result = std::get_if<MethodResult>(&event)) outcome.results.push_back(*result);
    });
    return outcome;
}

TEST(Selection, DoesNotChangeWithTheTestPart) {
    const Outcome one = run(small_table(3), quick(), 0), other = run(small_table(4), quick(), 0);
    ASSERT_EQ(one.selections.size(), 4U) << "weight decay of three methods and the control, and lambda: "
                                            "plain, over-sampling, control, MetaModelNet";
    ASSERT_EQ(other.selections.size(), one.selections.size());
    for (std::size_t i = 0; i < one.selections.size(); ++i) {
        EXPECT_EQ(one.selections[i].chosen, other.selections[i].chosen);
        EXPECT_EQ(one.selections[i].validation_accuracy, other.selections[i].validation_accuracy);
    }
    EXPECT_NE(one.of("plain").predictions, other.of("plain").predictions) << "the test part did change";
}

/// Minutes of fits would be lost otherwise: the choice of lambda comes last.
TEST(Selection, WithoutValidationIsRefusedBeforeAnythingIsFitted) {
    FeatureTable table = small_table(3);
    table.validation = part({0, 0, 0, 0, 0, 0}, 2);
    const auto refused_option = [&](const ExperimentOptions& options) {
        std::string where = "nothing";
        int stages = 0;
        try {
            run_methods(table, {"a", "b", "c", "d", "e", "f"}, options, 0, 1, "", {},
                        [&](const Event& event) { stages += std::holds_alternative<StageStarted>(event); });
        } catch (const Error& error) {
            where = error.where();
        }
        EXPECT_EQ(stages == 0, where != "nothing");
        return where;
    };
    ExperimentOptions options = quick();
    options.classifier.weight_decay = {1e-5};
    EXPECT_EQ(refused_option(options), "option --lambda");
    options.meta.lambda = {1};
    EXPECT_EQ(refused_option(options), "nothing");
    options.classifier.weight_decay = {1e-5, 1e-2};
    EXPECT_EQ(refused_option(options), "option --weight-decay");
    options.classifier.methods = {"nearest_class_mean"};
    EXPECT_EQ(refused_option(options), "nothing") << "it has no weight decay to choose";
}

/// An easy validation part says nothing on small tau: the first of equals would be no adjustment at all.
TEST(Selection, TakesTheMiddleOfEquallyGoodTaus) {
    FeatureTable table = small_table(3);
    table.train.x = torch::nn::functional::one_hot(table.train.y, 6).to(torch::kFloat);
    table.validation.x = torch::nn::functional::one_hot(table.validation.y, 6).to(torch::kFloat);
    ExperimentOptions options = quick();
    options.classifier.methods = {"posthoc_logit_adjustment"};
    options.classifier.weight_decay = {1e-5, 1e-4}, options.classifier.steps = 300;
    options.classifier.learning_rate = 30;
    options.classifier.loss.tau_grid = {0, 0.01, 0.02, 0.03, 1000};
    const Outcome outcome = run(table, options, 0);
    ASSERT_EQ(outcome.selections.size(), 2U);
    EXPECT_EQ(outcome.selections[0].option, "weight_decay");
    EXPECT_EQ(outcome.selections[0].chosen, "1e-05") << "of equal weight decays the first";
    EXPECT_THAT(outcome.selections[1].validation_accuracy,
                testing::ElementsAre(1.0, 1.0, 1.0, 1.0, testing::Lt(1.0)));
    EXPECT_EQ(outcome.selections[1].chosen, "0.01");
}

TEST(Predictions, AreThereForEachTestImageAndAgreeWithTheCounts) {
    const Outcome outcome = run(small_table(3), quick(), 0);
    for (const MethodResult& result : outcome.results) {
        ASSERT_EQ(result.predictions.size(), 60U);
        std::vector<std::int64_t> correct(6, 0);
        for (std::size_t i = 0; i < 60; ++i) {
            const Prediction& p = result.predictions[i];
            EXPECT_EQ(p.sample, 1000 + static_cast<std::int32_t>(i));
            EXPECT_GE(p.confidence, 1.0F / 6) << "the largest of six shares";
            EXPECT_LE(p.confidence, 1.0F);
            correct[static_cast<std::size_t>(p.truth)] += p.truth == p.predicted;
        }
        for (std::size_t c = 0; c < 6; ++c) {
            EXPECT_EQ(result.classes[c].correct, correct[c]);
            EXPECT_EQ(result.classes[c].test, 10);
        }
    }
}

TEST(Seeds, FollowTheFirstSeedUnlessTheyAreGivenApart) {
    ExperimentOptions options;
    options.run.seed = 5;
    EXPECT_EQ(options.seeds_of(2), (SeedSet{7, 7, 7}));
    options.data.carve_seed = 0, options.run.initialisation_seed = 40;
    EXPECT_EQ(options.seeds_of(2), (SeedSet{2, 7, 42}));
    options.run.vary = {"sampling"};
    EXPECT_EQ(options.seeds_of(2), (SeedSet{0, 7, 40}));
}

TEST(Seeds, OfSamplingAndInitialisationActApart) {
    ExperimentOptions options = quick();
    options.run.vary = {"initialisation"};
    const FeatureTable table = small_table(3);
    const Outcome first = run(table, options, 0), second = run(table, options, 1);
    EXPECT_EQ(first.of("plain").seeds, (SeedSet{0, 0, 0}));
    EXPECT_EQ(second.of("plain").seeds, (SeedSet{0, 0, 1}));
    EXPECT_EQ(second.of("plain").predictions, first.of("plain").predictions) << "its weights start at 0";
    EXPECT_NE(second.of("meta_model_net").predictions, first.of("meta_model_net").predictions);
    options.run.vary = {"sampling"};
    const Outcome third = run(table, options, 1);
    EXPECT_EQ(third.of("plain").seeds, (SeedSet{0, 1, 0}));
    EXPECT_NE(third.of("plain").predictions, first.of("plain").predictions);
}

} // namespace
} // namespace whydah
