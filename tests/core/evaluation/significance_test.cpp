#include "core/evaluation/significance.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// Three classes of ten images; `right[c]` of class c are right, from the first image on.
MethodResult result_of(const std::string& method, std::int64_t seed, const std::vector<int>& right) {
    MethodResult result{.method = method, .seed = seed, .classes = {}, .seconds = 0, .validation_accuracy = {}};
    std::int32_t sample = 0;
    for (std::size_t c = 0; c < right.size(); ++c) {
        result.classes.push_back({"class " + std::to_string(c), 10, 10, right[c]});
        for (int i = 0; i < 10; ++i) {
            const auto label = static_cast<std::int32_t>(c);
            result.predictions.push_back({sample++, label, i < right[c] ? label : (label + 1) % 3, 0.5F});
        }
    }
    return result;
}

std::vector<MethodResult> three_seeds() {
    std::vector<MethodResult> results;
    for (std::int64_t seed : {0, 1, 2}) {
        const int more = static_cast<int>(seed);
        results.push_back(result_of("plain", seed, {9, 5, 1}));
        results.push_back(result_of("over_sampling", seed, {9, 6, 3 + more}));
        results.push_back(result_of("meta_model_net", seed, {8, 7, 5 + more}));
    }
    return results;
}

const Comparison& find(const std::vector<Comparison>& all, const std::string& method, const std::string& reference,
                       const std::string& test, std::int64_t seed = 0) {
    return *std::find_if(all.begin(), all.end(), [&](const Comparison& c) {
        return c.method == method && c.reference == reference && c.test == test && (!c.seed || *c.seed == seed);
    });
}

TEST(Significance, ComparesEachWithPlainAndMetaModelNetWithEach) {
    EXPECT_THAT(compared_pairs(three_seeds()),
                ElementsAre(Pair("over_sampling", "plain"), Pair("meta_model_net", "plain"),
                            Pair("meta_model_net", "over_sampling")));
    EXPECT_THAT(compared_pairs({result_of("plain", 0, {1, 1, 1})}), ElementsAre());
    EXPECT_THAT(compared_pairs({result_of("over_sampling", 0, {1}), result_of("meta_model_net_literal", 0, {1})}),
                ElementsAre(Pair("meta_model_net_literal", "over_sampling")));
}

TEST(Significance, McNemarCountsTheDiscordantImagesOfEachSeed) {
    const auto all = compare_methods(three_seeds(), 0);
    const Comparison& c = find(all, "meta_model_net", "plain", "mcnemar", 1);
    EXPECT_EQ(c.n, 8) << "one lost in class 0, two won in class 1, five in class 2";
    EXPECT_EQ(c.how, "exact binomial");
    EXPECT_NEAR(*c.p, 2 * 9.0 / 256, 1e-15); // worked: 2 P(X <= 1), n = 8
    EXPECT_NEAR(c.difference, 6.0 / 30, 1e-15);
}

TEST(Significance, ClassesAreComparedByTheirMeanOverSeeds) {
    const auto all = compare_methods(three_seeds(), 0);
    const Comparison& c = find(all, "meta_model_net", "plain", "wilcoxon_classes");
    // Mean differences -0.1, 0.2, 0.5: ranks 1, 2, 3; the negative one has rank 1: p = 2 * 2/8.
    EXPECT_EQ(c.statistic, 1);
    EXPECT_EQ(*c.p, 0.5);
    EXPECT_EQ(c.smallest_p, 0.25);
    EXPECT_NEAR(c.difference, 0.2, 1e-12);
    ASSERT_TRUE(c.interval);
    EXPECT_LT(c.interval->low, 0.2);
    EXPECT_GT(c.interval->low, 0);
    EXPECT_GT(c.interval->high, 0.2);
}

TEST(Significance, SeedsAreComparedFromThreeOn) {
    const auto all = compare_methods(three_seeds(), 0);
    const Comparison& t = find(all, "meta_model_net", "plain", "t_seeds");
    // Worked: (2-1+4)/30, (2-1+5)/30, (2-1+6)/30: mean 0.2, sd 1/30, t = 0.2 / (1/30 / sqrt(3))
    EXPECT_NEAR(t.statistic, 6 * std::sqrt(3.0), 1e-6);
    EXPECT_NEAR(*t.p, 0.009133, 1e-6); // 2 * scipy.stats.t.sf(6 * 3 ** .5, 2)
    EXPECT_NEAR(t.interval->low, 0.2 - 4.302652729749463 / 30 / std::sqrt(3.0), 1e-8);
    const Comparison& w = find(all, "meta_model_net", "plain", "wilcoxon_seeds");
    EXPECT_EQ(*w.p, 0.25);
    EXPECT_EQ(w.smallest_p, 0.25) << "three seeds cannot say more";
    const auto two = three_seeds();
    for (const Comparison& c : compare_methods({two.begin(), two.begin() + 6}, 0))
        EXPECT_THAT(c.test, testing::Not(testing::HasSubstr("seeds")));
}

TEST(Significance, HolmIsOverThePairsOfOneTest) {
    const auto all = compare_methods(three_seeds(), 0);
    std::vector<double> p, adjusted;
    for (const Comparison& c : all)
        if (c.test == "mcnemar" && c.seed == 0) p.push_back(*c.p), adjusted.push_back(*c.p_holm);
    // Worked: discordant 0+3, 1+6, 1+3: p 0.25, 0.125, 0.625; times 3 for the smallest, then 2, then 1.
    EXPECT_THAT(p, ElementsAre(0.25, 0.125, 0.625));
    EXPECT_THAT(adjusted, ElementsAre(0.5, 0.375, 0.625));
}

TEST(Significance, TheSameDifferenceInEverySeedHasNoT) {
    std::vector<MethodResult> results;
    for (std::int64_t seed : {0, 1, 2}) {
        results.push_back(result_of("plain", seed, {5, 5, 5}));
        results.push_back(result_of("over_sampling", seed, {6, 6, 6}));
    }
    const auto all = compare_methods(results, 0);
    const Comparison& t = find(all, "over_sampling", "plain", "t_seeds");
    EXPECT_FALSE(t.p || t.p_holm || t.interval);
    EXPECT_NEAR(t.difference, 0.1, 1e-9);
}

TEST(Significance, RoundingErrorsDoNotBreakTies) {
    // 3/10 - 1/10 and 9/10 - 7/10 differ in the last bits; both count 0.2.
    const auto all = compare_methods({result_of("plain", 0, {1, 7, 5}), result_of("over_sampling", 0, {3, 9, 7})}, 0);
    EXPECT_EQ(find(all, "over_sampling", "plain", "wilcoxon_classes").how, "exact, ties by mean rank");
}

TEST(Significance, WithoutPredictionsThereIsNoIntervalAndNoMcNemar) {
    auto results = three_seeds();
    for (MethodResult& r : results) r.predictions.clear();
    for (const Comparison& c : compare_methods(results, 0)) {
        EXPECT_NE(c.test, "mcnemar");
        EXPECT_TRUE(c.test != "wilcoxon_classes" || !c.interval);
    }
}

TEST(Significance, ClassesWithoutTestImagesDoNotCount) {
    auto results = three_seeds();
    for (MethodResult& r : results) r.classes.push_back({"empty", 3, 0, 0});
    EXPECT_EQ(find(compare_methods(results, 0), "meta_model_net", "plain", "wilcoxon_classes").n, 3);
}

} // namespace
} // namespace whydah
