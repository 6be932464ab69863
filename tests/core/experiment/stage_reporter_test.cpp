#include "core/experiment/stage_reporter.h"

#include "core/experiment/job_control.h"
#include "core/experiment/pause_clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

namespace whydah {
namespace {

void sleep_milliseconds(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

TEST(StageReporter, APauseIsNoPartOfWhatAStageTakesNorOfTheTimeLeft) {
    StageProgress last;
    const Report report = [&](const Event& event) {
        if (const auto* progress = std::get_if<StageProgress>(&event)) last = *progress;
    };
    const JobControl control({}, [] { sleep_milliseconds(400); }); // held at its one check
    StageReporter stage(report, "Training", "steps", 100);
    sleep_milliseconds(60);
    control.check();
    stage.progress(50);
    EXPECT_GE(stage.seconds(), 0.06);
    EXPECT_LT(stage.seconds(), 0.35);
    EXPECT_EQ(last.done, 50);
    EXPECT_LT(last.seconds_left, 0.35); // as much again as was done, without the pause
}

TEST(PauseClock, CountsAPauseOnceThatSeveralThreadsFeel) {
    const double before = paused_seconds();
    const JobControl control({}, [] { sleep_milliseconds(200); });
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back([&] { control.check(); });
    }
    EXPECT_GE(paused_seconds() - before, 0.19);
    EXPECT_LT(paused_seconds() - before, 0.5);
}

} // namespace
} // namespace whydah
