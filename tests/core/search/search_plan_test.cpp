#include "core/search/search_plan.h"

#include "records/error.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What an Error says, or nothing.
template <class F>
std::string error_of(F&& f) {
    try {
        f();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

SearchPlan plan_of(const std::vector<std::string>& axes, std::int64_t random = 0) {
    SearchPlan plan;
    for (const std::string& axis : axes) plan.axes.push_back(parse_axis(axis));
    plan.random = random;
    return plan;
}

std::vector<Setting> settings(const std::vector<std::string>& axes, std::int64_t random = 0) {
    return settings_of(plan_of(axes, random), {});
}

TEST(SearchPlan, AGridIsEveryCombinationInOrder) {
    EXPECT_THAT(settings({"lambda=0.1,1", "entry-rule=floor,nearest"}),
                ElementsAre(ElementsAre("0.1", "floor"), ElementsAre("0.1", "nearest"), ElementsAre("1", "floor"),
                            ElementsAre("1", "nearest")));
}

TEST(SearchPlan, RangesAreEvenInNumbersOrLogarithms) {
    EXPECT_THAT(settings({"strength=0:1:5"}), ElementsAre(ElementsAre("0"), ElementsAre("0.25"), ElementsAre("0.5"),
                                                          ElementsAre("0.75"), ElementsAre("1")));
    EXPECT_THAT(settings({"meta_weight_decay=0.001:1:log:4"}),
                ElementsAre(ElementsAre("0.001"), ElementsAre("0.01"), ElementsAre("0.1"), ElementsAre("1")));
    EXPECT_THAT(settings({"layers=1:3:lin:9"}), ElementsAre(ElementsAre("1"), ElementsAre("2"), ElementsAre("3")))
        << "whole numbers, each once";
}

TEST(SearchPlan, ValuesWithCommasArePartedBySemicolonsAndChoicesNeedNone) {
    EXPECT_THAT(settings({"literal_models=16;1000,500,200"}),
                ElementsAre(ElementsAre("16"), ElementsAre("1000,500,200")));
    EXPECT_THAT(settings({"weight_decay=1e-5;1e-5,1e-4"}),
                ElementsAre(ElementsAre("1e-05"), ElementsAre("1e-05,0.0001")));
    EXPECT_THAT(settings({"single-block"}), ElementsAre(ElementsAre("false"), ElementsAre("true")));
    EXPECT_THAT(settings({"normalisation"}), ElementsAre(ElementsAre("none"), ElementsAre("batch")));
}

TEST(SearchPlan, ASettingChangesItsOptionsAndNoOther) {
    const SearchPlan plan = plan_of({"lambda=0.1,3", "block_rank=0,8", "identity=true,false"});
    ExperimentOptions expected;
    expected.meta.lambda = {3}, expected.meta.block_rank = 8, expected.meta.identity = false;
    const auto changed = with_setting({}, plan, {"3", "8", "false"});
    EXPECT_EQ(equivalent_command(changed), equivalent_command(expected));
}

TEST(SearchPlan, RandomSettingsLieInTheirRangesAndAreAllDifferent) {
    const auto all = settings({"meta_weight_decay=0.001:1:log", "layers=1:3", "entry_rule"}, 200);
    ASSERT_EQ(all.size(), 200U);
    std::set<Setting> different(all.begin(), all.end());
    EXPECT_EQ(different.size(), 200U);
    int below = 0;
    std::set<std::string> layers, rules;
    for (const Setting& setting : all) {
        const double decay = std::stod(setting[0]);
        EXPECT_GE(decay, 0.001);
        EXPECT_LE(decay, 1);
        below += decay < std::sqrt(0.001);
        layers.insert(setting[1]), rules.insert(setting[2]);
    }
    EXPECT_NEAR(below, 100, 29) << "half of the draws in the lower half of the logarithm; four standard deviations";
    EXPECT_THAT(layers, ElementsAre("1", "2", "3"));
    EXPECT_THAT(rules, ElementsAre("floor", "nearest"));
}

TEST(SearchPlan, MoreDrawsBeginWithTheSameAndAnotherSeedGivesOthers) {
    const std::vector<std::string> axes{"meta_weight_decay=0.001:1:log", "lambda=0.1,1,10"};
    const auto few = settings(axes, 5), more = settings(axes, 9);
    EXPECT_TRUE(std::equal(few.begin(), few.end(), more.begin()));
    SearchPlan other = plan_of(axes, 5);
    other.seed = 1;
    EXPECT_NE(settings_of(other, {}), few);
}

TEST(SearchPlan, RandomSearchOfASmallGridIsTheGrid) {
    EXPECT_EQ(settings({"lambda=0.1,1", "entry_rule"}, 20), settings({"lambda=0.1,1", "entry_rule"}));
    EXPECT_EQ(settings({"lambda=0.1,1", "entry_rule"}, 3).size(), 3U);
}

TEST(SearchPlan, WhatSaysOfDataSplitOrSeedsCannotBeSearched) {
    const ExperimentOptions options;
    int refused = 0;
    visit_fields(options, [&](const Field& field, const auto& value) {
        const std::string text = std::string(field.name) + "=" + option_text(value);
        const bool measured = field.group == "Data" || field.group == "Split" || field.group == "Run";
        const std::string error = error_of([&] { parse_axis(text); });
        EXPECT_EQ(error.find("comparable") != std::string::npos, measured) << text << ": " << error;
        refused += measured;
    });
    EXPECT_GT(refused, 20);
    for (const char* name : {"seed", "carve_seed", "split", "test_per_class", "data", "bands"})
        EXPECT_THAT(error_of([&] { parse_axis(std::string(name) + "=1"); }), HasSubstr(name));
}

TEST(SearchPlan, EveryOptionOfLearningCanBeSearched) {
    const ExperimentOptions options;
    visit_fields(options, [&](const Field& field, const auto& value) {
        if (field.group == "Data" || field.group == "Split" || field.group == "Run") return;
        if (field.name == "methods" || field.name == "cache") return;
        const std::string text = option_text(value);
        const SearchAxis axis = parse_axis(std::string(field.name) + "=" + text + (text.empty() ? "x" : ";"));
        EXPECT_FALSE(axis.values.empty()) << field.name;
    });
}

TEST(SearchPlan, MistakesAreNamedBeforeTheWork) {
    EXPECT_THAT(error_of([] { parse_axis("lamda=1"); }), HasSubstr("there is no such option"));
    EXPECT_THAT(error_of([] { parse_axis("lambda"); }), HasSubstr("no value"));
    EXPECT_THAT(error_of([] { parse_axis("lambda=one"); }), HasSubstr("'one'"));
    EXPECT_THAT(error_of([] { parse_axis("lambda=1,1.0"); }), HasSubstr("twice"));
    EXPECT_THAT(error_of([] { parse_axis("lambda=1:0.1"); }), HasSubstr("not below"));
    EXPECT_THAT(error_of([] { parse_axis("lambda=0:1:log:3"); }), HasSubstr("above 0"));
    EXPECT_THAT(error_of([] { parse_axis("lambda=0:1:cube"); }), HasSubstr("no range"));
    EXPECT_THAT(error_of([] { settings({"lambda=1", "lambda=2"}); }), HasSubstr("twice"));
    EXPECT_THAT(error_of([] { settings({"lambda=0:1"}); }), HasSubstr("points"));
    EXPECT_THAT(error_of([] { settings({"strength=0.5,7"}); }), HasSubstr("--strength"));
    EXPECT_THAT(error_of([] {
                    settings({"layers=1,2", "strength=0:1:1000", "lambda=0:1:1000"});
                }),
                HasSubstr("settings"));
    EXPECT_THAT(error_of([] { settings({}); }), HasSubstr("nothing"));
}

TEST(SearchPlan, TheMethodThatDecidesIsKnown) {
    ExperimentOptions options;
    EXPECT_EQ(method_of_search({}, options), "meta_model_net");
    options.classifier.methods = {"plain", "focal_loss"};
    EXPECT_EQ(method_of_search({}, options), "focal_loss");
    options.classifier.methods = {"plain", "focal_loss", "ldam"};
    EXPECT_THAT(error_of([&] { method_of_search({}, options); }), HasSubstr("--choose"));
    SearchPlan plan;
    plan.method = "ldam";
    EXPECT_EQ(method_of_search(plan, options), "ldam");
    plan.method = "meta_model_net";
    EXPECT_THAT(error_of([&] { method_of_search(plan, options); }), HasSubstr("not among"));
}

} // namespace
} // namespace whydah
