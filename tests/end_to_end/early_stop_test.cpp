#include "core/experiment/experiment.h"
#include "core/store/run_folder.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

namespace whydah {
namespace {

TEST(EarlyStop, ARunThatIsStoppedAfterItsDataWasReadKnowsItsClassesAndStages) {
    const test::TemporaryFolder folder;
    test::write_synthetic_features(folder / "data", test::long_tail(12, 90, 10), 16);
    ExperimentOptions options;
    options.data.data = folder / "data", options.data.drop = 1, options.data.test_per_class = 4;
    options.run.out = folder / "out", options.run.stage_cache = false;
    std::stop_source source;
    const RunRecord record = run_experiment(options, JobControl(source.get_token()), [&](const Event& event) {
        const auto* started = std::get_if<StageStarted>(&event);
        if (started && started->stage == "Features") source.request_stop();
    });
    EXPECT_EQ(record.state, RunState::stopped);
    EXPECT_TRUE(record.results.empty());
    const RunRecord kept = read_run(folder / "out");
    EXPECT_EQ(kept.state, RunState::stopped);
    EXPECT_EQ(kept.dataset.classes.size(), 12U);
    EXPECT_GT(kept.dataset.train(), 0);
    EXPECT_THAT(kept.plan.stages, testing::IsSupersetOf({"Reading", "Features", "Preparation", "MetaModelNet"}));
    ASSERT_FALSE(kept.stages.empty());
    EXPECT_EQ(kept.stages.front().stage, "Reading");
}

} // namespace
} // namespace whydah
