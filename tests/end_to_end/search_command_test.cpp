#include "core/store/run_folder.h"
#include "support/program.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace whydah {
namespace {

using test::Program;
using test::text_of;
using testing::HasSubstr;

/// whydah-run with a search on a small long-tailed feature table.
class SearchCommand : public testing::Test {
protected:
    void SetUp() override { test::write_synthetic_features(folder_ / "data", test::long_tail(12, 90, 10), 16); }
    std::vector<std::string> arguments(const std::vector<std::string>& more) const {
        std::vector<std::string> all{"--data",
                                     folder_ / "data",
                                     "--split",
                                     "sun",
                                     "--drop",
                                     "1",
                                     "--steps",
                                     "40",
                                     "--pca",
                                     "8",
                                     "--episodes",
                                     "4",
                                     "--threads",
                                     "1",
                                     "--head-classes",
                                     "2",
                                     "--no-pictures",
                                     "--meta-steps",
                                     "5",
                                     "--out",
                                     folder_ / "out",
                                     "--test-per-class",
                                     "4"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    int run(const std::vector<std::string>& more) const {
        return Program(WHYDAH_RUN, arguments(more), folder_ / "stdout", folder_ / "stderr").wait();
    }
    std::string out() const { return text_of(folder_ / "stdout"); }
    std::string err() const { return text_of(folder_ / "stderr"); }
    test::TemporaryFolder folder_;
};

TEST_F(SearchCommand, ShowsEverySettingAndRunsTheChosenOne) {
    ASSERT_EQ(run({"--methods", "plain,meta_model_net", "--grid", "strength=0,1", "--grid", "block-rank=0,2"}), 0)
        << err();
    EXPECT_THAT(out(), testing::AllOf(HasSubstr("grid of strength (0; 1) and block_rank (0; 2)"), HasSubstr("chosen"),
                                      HasSubstr("no test image was looked at")));
    EXPECT_THAT(err(), HasSubstr("setting 4 of 4: strength 1, block_rank 2: "));
    // The table comes before the results, and the test part only in these.
    EXPECT_LT(out().find("no test image"), out().find("mean recall over classes in percent, ±"));
    const RunRecord record = read_run(folder_ / "out");
    EXPECT_EQ(record.state, RunState::completed);
    EXPECT_THAT(record.protocol.value("Selection", "search"), HasSubstr("4 settings tried"));
    const std::string table = text_of(folder_ / "out/search.csv");
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 5);
    EXPECT_THAT(table, HasSubstr("validation of logit_adjustment"));
}

TEST_F(SearchCommand, TheFileWithFlagsOverItGivesARandomSearch) {
    test::write_text(
        folder_ / "space.json",
        R"({"random": 3, "seed": 5, "options": {"learning_rate": {"low": 0.1, "high": 10, "scale": "log"}}})");
    ASSERT_EQ(run({"--methods", "plain", "--search", folder_ / "space.json", "--random", "4"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("4 random settings of learning_rate (0.1 to 10, logarithmic), seed 5"));
    EXPECT_THAT(err(), HasSubstr("setting 4 of 4"));
}

TEST_F(SearchCommand, AfterCtrlCTheSameCommandGoesOn) {
    const std::vector<std::string> search{"--methods", "plain,meta_model_net", "--grid", "meta_steps=5,1000000"};
    const Program program(WHYDAH_RUN, arguments(search), folder_ / "stdout", folder_ / "stderr");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (err().find("setting 2 of 2 / MetaModelNet") == std::string::npos &&
           std::chrono::steady_clock::now() < deadline)
        ::usleep(20'000); // another process: there is no event to wait for
    program.signal(SIGINT);
    EXPECT_EQ(program.wait(), 130) << err();
    EXPECT_THAT(out(), HasSubstr("1 of 2 settings tried"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/run.json")) << "nothing was chosen, nothing was tested";
    ASSERT_EQ(run({"--methods", "plain,meta_model_net", "--grid", "meta_steps=5,6"}), 0) << err();
    EXPECT_THAT(err(), testing::AllOf(HasSubstr("setting 1 of 2: meta_steps 5: "), HasSubstr("(tried before)")));
}

TEST_F(SearchCommand, MistakesAreNoSuccess) {
    EXPECT_NE(run({"--grid", "seed=1,2"}), 0);
    EXPECT_THAT(err(), HasSubstr("'seed'"));
    EXPECT_NE(run({"--random", "3"}), 0);
    EXPECT_THAT(err(), HasSubstr("--grid"));
    EXPECT_NE(run({"--grid", "lambda=1,2", "--preset", "table1"}), 0);
    EXPECT_NE(run({"--grid", "lambda=1,2", "--grid", "lambda=3"}), 0);
    EXPECT_THAT(err(), HasSubstr("twice"));
    EXPECT_NE(run({"--grid", "lambda=1,2", "--choose", "nobody"}), 0);
    EXPECT_THAT(err(), HasSubstr("nobody"));
}

} // namespace
} // namespace whydah
