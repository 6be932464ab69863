#include "core/search/search.h"

#include "core/experiment/experiment.h"
#include "core/search/search_plan.h"
#include "core/store/run_folder.h"
#include "records/error.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

namespace whydah {
namespace {

using testing::HasSubstr;

class SearchRun : public testing::Test {
protected:
    void SetUp() override {
        test::write_synthetic_features(folder_ / "data", test::long_tail(12, 90, 10), 16);
        options_.data.data = folder_ / "data", options_.data.split = "sun";
        options_.data.drop = 1, options_.data.test_per_class = 4;
        options_.features.pca = 8, options_.run.threads = 1;
        options_.classifier.steps = 40, options_.classifier.methods = {"plain", "over_sampling"};
        options_.run.out = folder_ / "out";
    }
    static SearchPlan plan(const std::vector<std::string>& axes) {
        SearchPlan plan;
        for (const std::string& axis : axes) plan.axes.push_back(parse_axis(axis));
        return plan;
    }
    /// @param stop_at stops when the log has this line
    SearchRecord search(const SearchPlan& plan, const std::string& stop_at = {}) {
        std::stop_source source;
        log_.clear(), tests_seen_ = results_seen_ = 0;
        const Report report = [&](Event event) {
            if (const auto* line = std::get_if<LogLine>(&event)) {
                log_ += line->text + "\n";
                if (!stop_at.empty() && line->text.find(stop_at) != std::string::npos) source.request_stop();
            }
            if (const auto* data = std::get_if<DatasetSummary>(&event)) tests_seen_ += data->test();
            results_seen_ += std::holds_alternative<MethodResult>(event);
        };
        return run_search(plan, options_, JobControl(source.get_token()), report);
    }

    test::TemporaryFolder folder_;
    ExperimentOptions options_;
    std::string log_;
    std::int64_t tests_seen_ = 0, results_seen_ = 0;
};

TEST_F(SearchRun, TheBestValidationRecallOverTheSeedsWins) {
    options_.run.seeds = 2;
    const SearchRecord record = search(plan({"pca=1,8"})); // one dimension is not enough for 12 classes
    ASSERT_EQ(record.trials.size(), 2U);
    ASSERT_EQ(record.best, 1U);
    EXPECT_EQ(record.plan.method, "over_sampling");
    // Each figure is that of the run itself.
    ExperimentOptions alone = with_setting(options_, record.plan, {"8"});
    alone.run.out.clear();
    const RunRecord run = run_experiment(alone, {}, {});
    for (const TrialScore& score : record.trials[1].scores) {
        const auto same = std::find_if(run.results.begin(), run.results.end(), [&](const MethodResult& r) {
            return r.method == score.method && r.seed == score.seed;
        });
        ASSERT_NE(same, run.results.end());
        EXPECT_EQ(score.validation, *same->validation_accuracy);
    }
    EXPECT_EQ(record.trials[1].scores.size(), 2U) << "one method decides, over two seeds";
}

TEST_F(SearchRun, ATrialHasNoTestImage) {
    std::int64_t test = 0, train = 0;
    const RunRecord record = validate_experiment(options_, {}, [&](Event event) {
        if (const auto* data = std::get_if<DatasetSummary>(&event)) test += data->test(), train += data->train();
    });
    EXPECT_EQ(record.state, RunState::completed);
    EXPECT_GT(train, 0);
    EXPECT_EQ(test, 0);
    EXPECT_EQ(record.dataset.test(), 0);
    ASSERT_EQ(record.results.size(), 2U);
    for (const MethodResult& result : record.results) {
        EXPECT_GT(*result.validation_accuracy, 0.2);
        EXPECT_TRUE(result.predictions.empty());
        for (const ClassAccuracy& c : result.classes) EXPECT_EQ(c.test + c.correct, 0);
    }
    EXPECT_TRUE(record.metrics.empty() && record.comparisons.empty() && record.confusion.empty());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out")) << "and writes nothing";
    search(plan({"learning_rate=1,3"}));
    EXPECT_EQ(results_seen_, 0) << "no result leaves a trial but by its validation figure";
    EXPECT_EQ(tests_seen_, 0);
}

TEST_F(SearchRun, ASearchThatWasStoppedGoesOnWhereItWas) {
    const SearchPlan three = plan({"learning_rate=1,2,3"});
    const SearchRecord whole = search(three);
    std::filesystem::remove_all(folder_ / "out");
    const SearchRecord part = search(three, "setting 2 of 3: ");
    EXPECT_EQ(part.trials.size(), 2U);
    EXPECT_FALSE(part.best) << "no choice from a part";
    const SearchRecord rest = search(three);
    ASSERT_EQ(rest.trials.size(), 3U);
    EXPECT_TRUE(rest.trials[0].kept && rest.trials[1].kept && !rest.trials[2].kept);
    EXPECT_EQ(rest.best, whole.best);
    for (std::size_t t = 0; t < 3; ++t) EXPECT_EQ(rest.trials[t].scores, whole.trials[t].scores) << t;
    EXPECT_THAT(log_, HasSubstr("tried before"));
    // More values of the same: only the new one is run. Fewer: the others stay for later.
    const SearchRecord more = search(plan({"learning_rate=1,2,3,4"}));
    EXPECT_EQ(std::count_if(more.trials.begin(), more.trials.end(), [](const Trial& trial) { return trial.kept; }), 3);
    const SearchRecord fewer = search(plan({"learning_rate=4"}));
    EXPECT_TRUE(fewer.trials[0].kept);
    EXPECT_EQ(fewer.spare.size(), 3U);
}

TEST_F(SearchRun, AnotherOptionOrOtherDataMakeOtherTrials) {
    const SearchPlan one = plan({"learning_rate=1"});
    search(one);
    EXPECT_TRUE(search(one).trials[0].kept);
    options_.run.bands = "oltr"; // says nothing about the numbers
    EXPECT_TRUE(search(one).trials[0].kept);
    options_.classifier.steps = 41;
    EXPECT_FALSE(search(one).trials[0].kept);
    options_.classifier.steps = 40;
    EXPECT_TRUE(search(one).trials[0].kept);
    test::write_synthetic_features(folder_ / "data", test::long_tail(12, 90, 10), 16, 0.7);
    EXPECT_FALSE(search(one).trials[0].kept) << "the same path, other values";
}

TEST_F(SearchRun, AFailedSettingIsToldNeverChosenAndTriedAgain) {
    const SearchPlan plan_with_bad = plan({"learning_rate=1e6,0.1"});
    options_.classifier.weight_decay = {1}; // 1e6 * 1 a step: beyond any float soon
    const SearchRecord record = search(plan_with_bad);
    ASSERT_EQ(record.trials.size(), 2U);
    EXPECT_THAT(record.trials[0].error, HasSubstr("diverged"));
    EXPECT_EQ(record.best, 1U);
    const SearchRecord again = search(plan_with_bad);
    EXPECT_FALSE(again.trials[0].kept);
    EXPECT_TRUE(again.trials[1].kept);
}

TEST_F(SearchRun, WithoutValidationImagesItIsRefusedBeforeTheWork) {
    options_.data.validation_share = 0;
    try {
        search(plan({"learning_rate=1,2"}));
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("--validation-share"));
    }
    EXPECT_THAT(log_, testing::Not(HasSubstr("setting 1")));
}

TEST_F(SearchRun, TheChosenRunHasAllMethodsAndItsCardSaysHowItWasChosen) {
    options_.features.pca = 2;
    const SearchRecord record = search(plan({"pca=1,8"}));
    const RunRecord run = run_best(record, options_, {}, {});
    EXPECT_EQ(run.options.features.pca, 8);
    EXPECT_EQ(run.results.size(), 2U);
    EXPECT_GT(run.dataset.test(), 0);
    const RunRecord kept = read_run(folder_ / "out");
    EXPECT_THAT(kept.protocol.value("Selection", "search"),
                testing::AllOf(HasSubstr("pca (1; 8)"), HasSubstr("2 settings tried")));
    EXPECT_THAT(kept.protocol.value("Selection", "setting chosen"),
                testing::AllOf(HasSubstr("pca 8"), HasSubstr("over_sampling")));
    EXPECT_TRUE(std::filesystem::exists(folder_ / "out/search.csv"));
}

} // namespace
} // namespace whydah
