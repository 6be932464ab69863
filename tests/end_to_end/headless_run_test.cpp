#include "core/store/run_folder.h"
#include "support/program.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

using test::Program;
using test::TemporaryFolder;
using test::text_of;
using testing::HasSubstr;

/// whydah-run on a small long-tailed feature table with quick settings.
class HeadlessRun : public testing::Test {
protected:
    void SetUp() override { test::write_synthetic_features(folder_ / "data", test::long_tail(12, 90, 10), 16); }

    std::vector<std::string> arguments(const std::string& out, std::vector<std::string> more = {}) const {
        std::vector<std::string> all{"--data",
                                     folder_ / "data",
                                     "--split",
                                     "sun",
                                     "--drop",
                                     "1",
                                     "--test-per-class",
                                     "4",
                                     "--steps",
                                     "40",
                                     "--pca",
                                     "8",
                                     "--episodes",
                                     "4",
                                     "--meta-steps",
                                     "5",
                                     "--head-classes",
                                     "2",
                                     "--literal-models",
                                     "2",
                                     "--literal-steps",
                                     "20",
                                     "--threads",
                                     "1",
                                     "--stage-cache",
                                     "false",
                                     "--no-pictures",
                                     "--out",
                                     folder_ / out};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    int run(const std::vector<std::string>& arguments) const {
        return Program(WHYDAH_RUN, arguments, folder_ / "stdout", folder_ / "stderr").wait();
    }
    std::string out_text() const { return text_of(folder_ / "stdout"); }
    std::string err_text() const { return text_of(folder_ / "stderr"); }

    TemporaryFolder folder_;
};

TEST_F(HeadlessRun, WritesEveryFileAndAllMethodsOfAllSeeds) {
    ASSERT_EQ(run(arguments("out", {"--methods", "all", "--seeds", "2"})), 0) << err_text();
    const RunRecord record = read_run(folder_ / "out");
    EXPECT_EQ(record.state, RunState::completed);
    ASSERT_EQ(record.results.size(), 2 * method_names.size());
    for (const MethodResult& result : record.results) {
        EXPECT_EQ(result.classes.size(), 12U);
        const auto all = band_accuracy(result, {}).all;
        ASSERT_TRUE(all);
        EXPECT_GT(*all, 0.2) << result.method << ": far above the 1/12 of guessing";
    }
    EXPECT_GE(record.trajectories.size(), 2U);
    for (const char* file : {"results.csv", "per_class.csv", "intervals.csv", "metrics.csv", "significance.csv",
                             "confusion.csv", "trajectories.csv", "options.json", "protocol.json", "protocol.md",
                             "predictions/plain.seed0.npy", "predictions/meta_model_net.seed1.npy", "log.txt"})
        EXPECT_GT(std::filesystem::file_size(folder_ / "out" / file), 0U) << file;
    EXPECT_THAT(out_text(), HasSubstr("meta_model_net"));
    EXPECT_EQ(record.metrics.size(), record.results.size());
    for (std::size_t i = 0; i < record.results.size(); ++i) {
        EXPECT_NEAR(*record.metrics[i].mean_recall, *band_accuracy(record.results[i], {}).all, 1e-6);
        EXPECT_EQ(record.results[i].predictions.size(), static_cast<std::size_t>(record.dataset.test()));
    }
    EXPECT_EQ(record.results.back().seeds, (SeedSet{1, 1, 1}));
    EXPECT_THAT(record.protocol.value("Data", "hash"), HasSubstr("sha256:"));
    EXPECT_EQ(record.protocol.value("Run", "state"), "completed");
}

TEST_F(HeadlessRun, OneSeedIsMarkedAndPublishedNumbersStandApart) {
    ASSERT_EQ(run(arguments("out", {"--methods", "plain,over_sampling", "--published", "paper"})), 0) << err_text();
    EXPECT_THAT(out_text(), HasSubstr("one seed: no spread is known"));
    EXPECT_THAT(out_text(), HasSubstr("over_sampling - plain"));
    EXPECT_THAT(out_text(), HasSubstr("p on images"));
    const std::string text = out_text();
    const std::size_t block = text.find("published, on other data");
    ASSERT_NE(block, std::string::npos);
    EXPECT_EQ(text.find("57.34"), text.find("57.34", block)) << "no published figure stands before its block";
    EXPECT_EQ(text.find("over_sampling", block), std::string::npos) << "and no measured one in it";
    EXPECT_NE(run(arguments("out", {"--published", "papers"})), 0);
    EXPECT_THAT(err_text(), HasSubstr("cifar100_lt"));
}

TEST_F(HeadlessRun, TheRuleOfBandsChangesTheTable) {
    ASSERT_EQ(run(arguments("out", {"--methods", "plain", "--bands", "mislas"})), 0) << err_text();
    EXPECT_THAT(out_text(), HasSubstr("many most frequent"));
    EXPECT_THAT(out_text(), HasSubstr("mislas (shown) 4 5 3")); // 12 classes: 4.32, 8.52
}

TEST_F(HeadlessRun, ModernMethodsAndAblationsAllHaveTheirRow) {
    ASSERT_EQ(run(arguments("out", {"--methods", "plain,modern,ablation,meta_model_net", "--base-method",
                                    "plain,balanced_softmax,ldam", "--focal-gamma", "1,2"})),
              0)
        << err_text();
    const RunRecord record = read_run(folder_ / "out");
    std::vector<std::string> expected;
    for (const MethodInfo& method : method_list)
        if (method.set == "modern" || method.set == "ablation") expected.emplace_back(method.name);
    for (const char* method : {"plain", "logit_adjustment", "meta_model_net", "meta_model_net+balanced_softmax",
                               "meta_model_net+ldam"})
        expected.emplace_back(method);
    std::vector<std::string> found;
    for (const MethodResult& result : record.results) {
        found.push_back(result.method);
        if (result.method == "model_regression") continue; // starts from nothing: the few steps here do not do
        EXPECT_GT(band_accuracy(result, {}).all.value_or(0), 0.2) << result.method << ": guessing gives 1/12";
    }
    EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
    std::vector<std::string> chosen; // what had several values was chosen on the validation part, and is shown
    for (const Selection& selection : record.selections) chosen.push_back(selection.method + " " + selection.option);
    EXPECT_THAT(chosen, testing::IsSupersetOf({"focal_loss focal_gamma", "tau_normalisation tau_grid",
                                               "posthoc_logit_adjustment tau_grid",
                                               "model_regression regression_weight_decay"}));
}

TEST_F(HeadlessRun, WithoutValidationImagesAChoiceIsRefusedBeforeTheWork) {
    EXPECT_NE(run(arguments("out", {"--methods", "plain,tau_normalisation", "--validation-share", "0"})), 0);
    EXPECT_THAT(err_text(), testing::AllOf(HasSubstr("--tau-grid"), testing::Not(HasSubstr("plain seed"))));
    EXPECT_EQ(run(arguments("out", {"--methods", "plain,tau_normalisation", "--validation-share", "0", "--tau-grid", "1"})),
              0)
        << err_text();
}

TEST_F(HeadlessRun, AblationSwitchesChangeMetaModelNet) {
    const auto trajectories = [&](const std::string& out, const std::vector<std::string>& more) {
        std::vector<std::string> all{"--methods", "plain,meta_model_net", "--strength", "1"};
        all.insert(all.end(), more.begin(), more.end());
        EXPECT_EQ(run(arguments(out, all)), 0) << err_text();
        return text_of(folder_ / out / "trajectories.csv");
    };
    std::set<std::string> all{trajectories("usual", {})};
    const std::vector<std::vector<std::string>> changes{
        {"--identity", "false"}, {"--single-block"}, {"--entry-rule", "nearest"}, {"--lambda", "0"}, {"--layers", "2"},
        {"--normalisation", "batch"}, {"--blocks", "1"}, {"--block-rank", "2"}, {"--networks", "2"},
        {"--pseudo-classes", "merge"}, {"--pseudo-classes", "split"}, {"--target-method", "over_sampling"},
        {"--strength-gate"}};
    for (const auto& change : changes) {
        const bool gate = change.front() == "--strength-gate";
        all.insert(trajectories("changed", change));
        if (gate) {
            EXPECT_THAT(err_text(), HasSubstr("chosen on head classes kept out of training"));
        }
    }
    EXPECT_GE(all.size(), changes.size()) << "the gate alone may have chosen 1, as usual";
    trajectories("changed", {"--strength-gate", "--gate-levels"});
    EXPECT_THAT(err_text(), testing::AllOf(HasSubstr("meta_model_net, 1 shots: strength"),
                                           HasSubstr("meta_model_net, 2 shots: strength")));
}

TEST_F(HeadlessRun, ListOfMethodsNamesEachWithItsPaper) {
    ASSERT_EQ(run({"--list-methods"}), 0);
    for (const MethodInfo& method : method_list)
        EXPECT_THAT(out_text(), testing::AllOf(HasSubstr(std::string(method.name)), HasSubstr(std::string(method.place))));
}

TEST_F(HeadlessRun, APresetIsAWholeTableAndThePapersFiguresStandApart) {
    ASSERT_EQ(run(arguments("out", {"--preset", "table2", "--seeds", "2"})), 0) << err_text();
    const std::string text = out_text();
    EXPECT_THAT(text, testing::ContainsRegex("Method +Model Regression \\[21\\] +MetaModelNet \\+ Fix Split +MetaModelNet "
                                             "\\+ Recur Split +Identity control"));
    EXPECT_THAT(text, testing::ContainsRegex("Acc \\(%\\) +[0-9.]+ ± [0-9.]+ +[0-9.]+ ± [0-9.]+"));
    EXPECT_THAT(text, HasSubstr("published in the paper, on other data"));
    EXPECT_LT(text.find("measured here"), text.find("published in the paper"));
    EXPECT_THAT(text, testing::ContainsRegex("Acc \\(%\\) +54.68 +56.86 +57.34 +-"));
    EXPECT_EQ(run(arguments("other", {"--preset", "table9"})), 1);
    EXPECT_THAT(err_text(), HasSubstr("table2"));
}

TEST_F(HeadlessRun, AnErrorIsToldOnce) {
    EXPECT_EQ(run({"--data", folder_ / "none"}), 1);
    const std::string told = err_text(), what = "no such file or folder";
    const std::size_t first = told.find(what);
    ASSERT_NE(first, std::string::npos) << told;
    EXPECT_EQ(told.find(what, first + 1), std::string::npos) << told;
}

TEST_F(HeadlessRun, ListsOfFeaturesWithoutFilesAreNotExportedAndNothingIsRun) {
    auto all = arguments("out", {"--export-lists", folder_ / "lists"});
    EXPECT_EQ(run(all), 1);
    EXPECT_THAT(err_text(), HasSubstr("list files name images"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "lists"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(HeadlessRun, PicturesThatCannotBeWrittenAreNoSuccess) {
    if (!std::filesystem::exists(std::filesystem::path(WHYDAH_RUN).parent_path() / "whydah"))
        GTEST_SKIP() << "this build has no window, and so no pictures";
    std::filesystem::create_directories(folder_ / "out/gain_over_plain.png"); // a folder in the picture's place
    auto all = arguments("out", {"--methods", "plain,over_sampling"});
    std::erase(all, "--no-pictures");
    EXPECT_EQ(run(all), 1);
    EXPECT_THAT(err_text(), HasSubstr("gain_over_plain.png"));
    EXPECT_EQ(read_run(folder_ / "out").results.size(), 2U) << "the numbers are there";
    std::filesystem::remove(folder_ / "out/gain_over_plain.png");
    EXPECT_EQ(run(all), 0) << err_text();
}

TEST_F(HeadlessRun, OptionsFileRunsAgainWithTheSameNumbers) {
    ASSERT_EQ(run(arguments("first", {"--methods", "plain,meta_model_net"})), 0) << err_text();
    ASSERT_EQ(run({"--options", folder_ / "first/options.json", "--out", folder_ / "second", "--no-pictures"}), 0)
        << err_text();
    EXPECT_EQ(text_of(folder_ / "second/per_class.csv"), text_of(folder_ / "first/per_class.csv"));
    EXPECT_EQ(text_of(folder_ / "second/trajectories.csv"), text_of(folder_ / "first/trajectories.csv"));
    EXPECT_EQ(text_of(folder_ / "second/significance.csv"), text_of(folder_ / "first/significance.csv"));
    EXPECT_EQ(text_of(folder_ / "second/predictions/meta_model_net.seed0.npy"),
              text_of(folder_ / "first/predictions/meta_model_net.seed0.npy"));
}

TEST_F(HeadlessRun, KeptStagesGiveTheSameFilesAndTheLogCountsThem) {
    const std::vector<std::string> methods{"--methods", "plain,over_sampling,meta_model_net", "--seeds", "2"};
    const auto cached = [&](std::vector<std::string> more) {
        more.insert(more.end(), methods.begin(), methods.end());
        more.insert(more.end(), {"--stage-cache", "true", "--cache", folder_ / "cache"});
        return more;
    };
    ASSERT_EQ(run(arguments("without", methods)), 0) << err_text();
    EXPECT_THAT(text_of(folder_ / "without/log.txt"), testing::Not(HasSubstr("from the cache")));
    // For each seed: axes, two classifiers, episodes, net.
    ASSERT_EQ(run(arguments("first", cached({}))), 0) << err_text();
    EXPECT_THAT(text_of(folder_ / "first/log.txt"), HasSubstr("0 stages from the cache, 10 trained"));
    ASSERT_EQ(run(arguments("second", cached({}))), 0) << err_text();
    EXPECT_THAT(text_of(folder_ / "second/log.txt"), HasSubstr("10 stages from the cache, 0 trained"));
    for (const char* file : {"results.csv", "per_class.csv", "trajectories.csv", "trajectories.npy", "losses.csv",
                             "metrics.csv", "dynamics.csv", "predictions/meta_model_net.seed1.npy"}) {
        EXPECT_EQ(text_of(folder_ / "first" / file), text_of(folder_ / "without" / file)) << file;
        EXPECT_EQ(text_of(folder_ / "second" / file), text_of(folder_ / "without" / file)) << file;
    }
    for (const StageFinished& stage : read_run(folder_ / "second").stages)
        if (stage.stage == "Seed 1 / MetaModelNet" || stage.stage == "Seed 0 / Classifiers") {
            EXPECT_EQ(stage.note, "from the cache") << stage.stage;
        }
    ASSERT_EQ(run(arguments("lambda", cached({"--lambda", "0.5"}))), 0) << err_text();
    EXPECT_THAT(text_of(folder_ / "lambda/log.txt"), HasSubstr("8 stages from the cache, 2 trained"));
}

TEST_F(HeadlessRun, AnotherSeedGivesOtherNumbers) {
    ASSERT_EQ(run(arguments("first", {"--methods", "plain,meta_model_net"})), 0) << err_text();
    ASSERT_EQ(run(arguments("second", {"--methods", "plain,meta_model_net", "--seed", "5"})), 0) << err_text();
    EXPECT_NE(text_of(folder_ / "second/trajectories.csv"), text_of(folder_ / "first/trajectories.csv"));
}

TEST_F(HeadlessRun, CtrlCLeavesAValidPartialResult) {
    const Program program(WHYDAH_RUN,
                          arguments("out", {"--methods", "plain,meta_model_net", "--meta-steps", "1000000"}),
                          folder_ / "stdout", folder_ / "stderr");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (text_of(folder_ / "stderr").find("plain seed") == std::string::npos &&
           std::chrono::steady_clock::now() < deadline)
        ::usleep(20'000); // another process: there is no event to wait for
    ASSERT_THAT(err_text(), HasSubstr("plain seed"));
    program.signal(SIGINT);
    EXPECT_EQ(program.wait(), 130);
    const RunRecord record = read_run(folder_ / "out");
    EXPECT_EQ(record.state, RunState::stopped);
    ASSERT_FALSE(record.results.empty());
    EXPECT_EQ(record.results.front().method, "plain");
    EXPECT_THAT(err_text(), HasSubstr("partial"));
}

TEST_F(HeadlessRun, AHangUpIsIgnoredUnderNohupButAnInterruptIsNot) {
    const auto old = std::signal(SIGHUP, SIG_IGN);           // inherited, as from nohup
    const auto old_interrupt = std::signal(SIGINT, SIG_IGN); // inherited by what a script starts with &
    const Program program(WHYDAH_RUN,
                          arguments("out", {"--methods", "plain,meta_model_net", "--meta-steps", "1000000"}),
                          folder_ / "stdout", folder_ / "stderr");
    std::signal(SIGHUP, old), std::signal(SIGINT, old_interrupt);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    const auto wait_for = [&](const char* text) {
        while (err_text().find(text) == std::string::npos && std::chrono::steady_clock::now() < deadline)
            ::usleep(20'000); // another process: there is no event to wait for
    };
    wait_for("plain seed");
    program.signal(SIGHUP);
    wait_for("Episodes  "); // the stage after: it goes on
    ASSERT_THAT(err_text(), HasSubstr("Episodes  "));
    program.signal(SIGINT);
    EXPECT_EQ(program.wait(), 130);
}

TEST_F(HeadlessRun, WrongValuesNameTheFlagAndAreNoSuccess) {
    EXPECT_NE(run(arguments("out", {"--strength", "9"})), 0);
    EXPECT_THAT(err_text(), HasSubstr("--strength"));
    EXPECT_NE(run(arguments("out", {"--seeds", "two"})), 0);
    EXPECT_THAT(err_text(), HasSubstr("--seeds"));
    EXPECT_EQ(run({"--no-such-flag"}), 2);
    EXPECT_THAT(err_text(), HasSubstr("--no-such-flag"));
    EXPECT_NE(run({"--data", folder_ / "nowhere"}), 0);
    EXPECT_THAT(err_text(), HasSubstr("nowhere"));
    EXPECT_NE(run({}), 0);
    EXPECT_THAT(err_text(), HasSubstr("--data"));
}

TEST_F(HeadlessRun, AnOutputFolderThatCannotBeMadeIsKnownBeforeTheWork) {
    test::write_text(folder_ / "file", "");
    EXPECT_NE(run(arguments("file/out", {"--methods", "plain"})), 0);
    EXPECT_THAT(err_text(), testing::AllOf(HasSubstr("file"), testing::Not(HasSubstr("Features"))));
}

TEST_F(HeadlessRun, PrintedOptionsAreCompleteAndCanBeReadAgain) {
    ASSERT_EQ(run({"--drop", "14", "--methods", "plain", "--print-options"}), 0) << err_text();
    test::write_text(folder_ / "o.json", out_text());
    const std::string first = out_text();
    ASSERT_EQ(run({"--options", folder_ / "o.json", "--print-options"}), 0) << err_text();
    EXPECT_EQ(out_text(), first);
}

TEST_F(HeadlessRun, ASwitchStandsAloneOrWithAValue) {
    ASSERT_EQ(run({"--proximal", "--print-options"}), 0) << err_text();
    EXPECT_THAT(out_text(), HasSubstr("\"proximal\": true"));
    ASSERT_EQ(run({"--identity", "false", "--print-options"}), 0) << err_text();
    EXPECT_THAT(out_text(), HasSubstr("\"identity\": false"));
}

TEST_F(HeadlessRun, HelpAndManPagesAreThoseOfTheListOfOptions) {
    const std::filesystem::path source = WHYDAH_SOURCE;
    ASSERT_EQ(run({"--help-markdown"}), 0);
    EXPECT_EQ(text_of(source / "resources/help/options.md"), out_text())
        << "whydah-run --help-markdown > resources/help/options.md";
    ASSERT_EQ(run({"--help-man"}), 0);
    EXPECT_EQ(text_of(source / "packaging/whydah-run.1"), out_text())
        << "whydah-run --help-man > packaging/whydah-run.1";
}

TEST_F(HeadlessRun, HelpNamesEveryOption) {
    ASSERT_EQ(run({"--help"}), 0);
    const ExperimentOptions options;
    visit_fields(options,
                 [&](const Field& field, const auto&) { EXPECT_THAT(out_text(), HasSubstr(flag_of(field.name))); });
}

} // namespace
} // namespace whydah
