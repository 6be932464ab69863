#include "core/search/search_file.h"

#include "core/search/search_plan.h"
#include "core/search/trial_scores.h"
#include "core/store/csv.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::HasSubstr;

SearchRecord record() {
    SearchRecord search;
    search.plan = {.axes = {parse_axis("lambda=0.1,1"), parse_axis("entry_rule")}, .method = "meta_model_net"};
    search.settings = 4;
    search.trials = {{.setting = {"0.1", "floor"},
                      .text = "lambda 0.1, entry_rule floor",
                      .key = "a",
                      .scores = {{"logit_adjustment", 0, 0.5}, {"meta_model_net", 0, 0.6}, {"meta_model_net", 1, 0.8}},
                      .seconds = 1.5},
                     {.setting = {"0.1", "nearest"}, .text = "t", .key = "b", .scores = {}, .error = "a, b\n\"c\""},
                     {.setting = {"1", "floor"}, .text = "u", .key = "c", .scores = {{"meta_model_net", 0, 0.9}}}};
    return search;
}

TEST(SearchFile, TheFileSaysTheSameAsTheFlags) {
    const SearchPlan plan = plan_from_json(R"({"method": "ldam", "random": 20, "seed": 3, "options": {
        "lambda": [0.1, 1, [0.1, 1]], "entry_rule": ["floor", "nearest"], "identity": [true, false], "layers": 2,
        "meta_weight_decay": {"low": 0.001, "high": 1, "scale": "log", "points": 4}, "strength": {"low": 0, "high": 1}}})",
                                           "search.json");
    const SearchPlan expected{.axes = {parse_axis("lambda=0.1;1;0.1,1"), parse_axis("entry_rule=floor,nearest"),
                                       parse_axis("identity=true,false"), parse_axis("layers=2"),
                                       parse_axis("meta_weight_decay=0.001:1:log:4"), parse_axis("strength=0:1")},
                              .random = 20,
                              .seed = 3,
                              .method = "ldam"};
    EXPECT_EQ(plan, expected);
}

TEST(SearchFile, MistakesNameFileAndKey) {
    const auto error = [](const std::string& text) {
        try {
            plan_from_json(text, "my.json");
        } catch (const Error& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    EXPECT_THAT(error("{"), HasSubstr("my.json"));
    EXPECT_THAT(error("{}"), HasSubstr("my.json"));
    EXPECT_THAT(error(R"({"options": {}, "trials": 3})"), HasSubstr("'trials'"));
    EXPECT_THAT(error(R"({"options": {"lambda": {"low": 0, "high": 1, "steps": 3}}})"), HasSubstr("'steps'"));
    EXPECT_THAT(error(R"({"options": {"lambda": {"low": 0, "high": 1, "scale": "cube"}}})"), HasSubstr("cube"));
    EXPECT_THAT(error(R"({"options": {"seed": [1, 2]}})"), HasSubstr("'seed'"));
}

TEST(SearchFile, TrialsComeBackAsTheyWereWithThoseOfOtherPlans) {
    const test::TemporaryFolder folder;
    EXPECT_TRUE(read_trials(folder.path()).empty());
    SearchRecord search = record();
    search.spare = {{.setting = {"9"}, .text = "layers 9", .key = "z", .scores = {{"ldam", 4, 0.25}}, .seconds = 2}};
    write_search(folder.path(), search);
    std::vector<Trial> expected = search.trials;
    expected.push_back(search.spare.front());
    EXPECT_EQ(read_trials(folder.path()), expected);
    test::write_text(folder / "search.json", "{\"trials\": 3}");
    EXPECT_THROW(read_trials(folder.path()), Error);
}

TEST(SearchFile, TheTableHasALineForEachSettingWithItsValidationScore) {
    const test::TemporaryFolder folder;
    SearchRecord search = record();
    search.best = best_trial(search);
    EXPECT_EQ(search.best, 2U);
    write_search(folder.path(), search);
    const CsvTable table(folder / "search.csv", {"trial", "lambda", "entry_rule", "validation", "validation_sd",
                                                 "seeds", "validation of logit_adjustment", "chosen", "error"});
    ASSERT_EQ(table.lines(), 3U);
    EXPECT_EQ(table.text(0, "lambda"), "0.1");
    EXPECT_NEAR(table.number(0, "validation"), 0.7, 1e-12);
    EXPECT_NEAR(table.number(0, "validation_sd"), 0.1414213562, 1e-9);
    EXPECT_EQ(table.number(0, "validation of logit_adjustment"), 0.5);
    EXPECT_EQ(table.text(1, "validation"), "");
    EXPECT_EQ(table.text(1, "error"), "a, b\n\"c\"");
    EXPECT_EQ(table.text(2, "chosen"), "true");
    EXPECT_EQ(table.text(0, "chosen"), "false");
}

TEST(TrialScores, TheFirstOfEqualsWinsAndAFailedOneNever) {
    SearchRecord search = record();
    search.trials[0].scores = {{"meta_model_net", 0, 0.9}};
    EXPECT_EQ(best_trial(search), 0U);
    for (Trial& trial : search.trials) trial.scores.clear();
    EXPECT_FALSE(best_trial(search));
}

TEST(TrialScores, MetaModelNetCountsOnAnyBaseMethod) {
    Trial trial;
    trial.scores = {{"ldam", 0, 0.9},
                    {"meta_model_net+ldam", 0, 0.7},
                    {"meta_model_net+focal_loss", 0, 0.8},
                    {"meta_model_net+proximal", 0, 0.95}};
    EXPECT_NEAR(validation_of(trial, "meta_model_net")->mean, 0.8, 1e-12);
    EXPECT_NEAR(validation_of(trial, "meta_model_net+ldam")->mean, 0.7, 1e-12);
    EXPECT_FALSE(validation_of(trial, "plain"));
}

} // namespace
} // namespace whydah
