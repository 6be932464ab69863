#include "core/experiment/recorder.h"

#include "core/experiment/job_control.h"
#include "core/store/run_folder.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace whydah {
namespace {

TEST(Recorder, PassesEveryEventOnAndKeepsWhatIsToBeKept) {
    int heard = 0;
    const Report listener = [&](Event) { ++heard; };
    Recorder recorder({}, listener);
    const Report report = recorder.report();
    report(StageStarted{"Features", "images", 3});
    report(StageProgress{"Features", 1, 3});
    report(MethodResult{.method = "plain", .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}});
    report(LossPoint{.method = "meta_model_net"});
    recorder.log(LogLine::Level::info, "hello");
    EXPECT_EQ(heard, 5);
    EXPECT_EQ(recorder.stage(), "Features");
    EXPECT_EQ(recorder.record().results.size(), 1U);
    EXPECT_EQ(recorder.record().losses.size(), 1U);
    EXPECT_EQ(recorder.record().log.at(0).text, "hello");
}

TEST(Recorder, AResultIsOnDiskAsSoonAsItIsThere) {
    const test::TemporaryFolder folder;
    ExperimentOptions options;
    options.run.out = folder / "out";
    const Report nobody;
    Recorder recorder(options, nobody);
    recorder.report()(MethodResult{
        .method = "plain", .seed = 3, .classes = {{"a", 5, 2, 1}}, .seconds = 0, .validation_accuracy = {}});
    const RunRecord record = read_run(folder / "out");
    EXPECT_EQ(record.state, RunState::running);
    ASSERT_EQ(record.results.size(), 1U);
    EXPECT_EQ(record.results[0].seed, 3);
}

TEST(Recorder, APauseIsNotWhatARunTook) {
    const Report nobody;
    const auto begin = std::chrono::steady_clock::now();
    Recorder recorder({}, nobody);
    const JobControl control({}, [] { std::this_thread::sleep_for(std::chrono::milliseconds(400)); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    control.check();
    recorder.save();
    EXPECT_GE(recorder.record().seconds, 0.05);
    const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begin;
    EXPECT_LE(recorder.record().seconds, whole.count() - 0.4);
}

TEST(Recorder, AFinishedStageIsOnDiskWithWhatFollows) {
    const test::TemporaryFolder folder;
    ExperimentOptions options;
    options.run.out = folder / "out";
    const Report nobody;
    Recorder recorder(options, nobody);
    recorder.save();
    const Report report = recorder.report();
    DatasetSummary dataset;
    dataset.name = "birds";
    report(dataset);
    report(StageFinished{"Features", 1.5, ""});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (read_run(folder / "out").stages.empty() && std::chrono::steady_clock::now() < deadline)
        report(StageProgress{"Base classifiers", 1, 3}); // a writing takes at most a share of the time
    ASSERT_EQ(read_run(folder / "out").stages.size(), 1U);
    EXPECT_EQ(read_run(folder / "out").stages[0].stage, "Features");
    EXPECT_EQ(read_run(folder / "out").dataset.name, "birds");
    EXPECT_GT(read_run(folder / "out").started, 1'700'000'000);
}

TEST(Recorder, ASecondRunInTheFolderIsRefusedAndLeavesItAlone) {
    const test::TemporaryFolder folder;
    ExperimentOptions options;
    options.run.out = folder / "out";
    const Report nobody;
    Recorder recorder(options, nobody);
    recorder.save();
    Recorder second(options, nobody);
    EXPECT_THROW(second.save(), Error);
    EXPECT_EQ(read_run(folder / "out").state, RunState::running);
}

TEST(Recorder, AnEarlierRunStaysUntilTheFirstResult) {
    const test::TemporaryFolder folder;
    ExperimentOptions options;
    options.run.out = folder / "out";
    const Report nobody;
    const auto result = [](std::int64_t seed) {
        return MethodResult{
            .method = "plain", .seed = seed, .classes = {{"a", 5, 2, 1}}, .seconds = 0, .validation_accuracy = {}};
    };
    Recorder(options, nobody).report()(result(3));
    Recorder second(options, nobody);
    second.save();
    EXPECT_EQ(read_run(folder / "out").results.at(0).seed, 3);
    second.report()(result(4));
    ASSERT_EQ(read_run(folder / "out").results.size(), 1U);
    EXPECT_EQ(read_run(folder / "out").results[0].seed, 4);
}

} // namespace
} // namespace whydah
