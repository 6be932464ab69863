#include "app/job_runner.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

namespace whydah {
namespace {

using namespace std::chrono_literals;

void until_stopped(const JobControl& control) {
    for (;;) {
        control.check();
        std::this_thread::sleep_for(100us);
    }
}

struct Failures {
    explicit Failures(JobRunner& runner) {
        QObject::connect(&runner, &JobRunner::failed, &runner, [this](const Error& e) { error = e; });
    }
    std::optional<Error> error;
};

TEST(JobRunner, GivesTheResultBackOnTheGuiThread) {
    JobRunner runner;
    int result = 0;
    QThread* called_on = nullptr;
    std::thread::id worked_on;
    runner.start(
        "Sum", [&](const JobControl&, const Report&) { return worked_on = std::this_thread::get_id(), 42; },
        [&](int sum) { result = sum, called_on = QThread::currentThread(); });
    EXPECT_TRUE(runner.busy());
    ASSERT_TRUE(QTest::qWaitFor([&] { return result == 42; }));
    EXPECT_EQ(called_on, qApp->thread());
    EXPECT_NE(worked_on, std::this_thread::get_id());
    EXPECT_FALSE(runner.busy());
}

TEST(JobRunner, AResultMayOnlyBeMovable) {
    JobRunner runner;
    std::unique_ptr<int> result;
    runner.start(
        "Move", [](const JobControl&, const Report&) { return std::make_unique<int>(7); },
        [&](std::unique_ptr<int> value) { result = std::move(value); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result != nullptr; }));
    EXPECT_EQ(*result, 7);
}

TEST(JobRunner, DeliversAtMostTwentyBatchesASecondAndTheLastProgress) {
    JobRunner runner;
    int batches = 0, lines = 0;
    std::int64_t last = 0;
    QObject::connect(&runner, &JobRunner::reported, &runner, [&](const EventBatch& batch) {
        ++batches;
        for (const Event& event : batch.events) {
            if (const auto* p = std::get_if<StageProgress>(&event)) last = p->done;
            if (std::holds_alternative<LogLine>(event)) ++lines;
        }
    });
    bool done = false;
    QElapsedTimer clock;
    clock.start();
    runner.start(
        "Count",
        [](const JobControl&, const Report& report) {
            for (std::int64_t i = 1; i <= 4000; ++i) {
                report(StageProgress{.stage = "A", .done = i, .total = 4000, .per_second = 0, .seconds_left = 0});
                if (i % 40 == 0) report(LogLine{.level = LogLine::Level::info, .text = "line"});
                std::this_thread::sleep_for(100us);
            }
            return true;
        },
        [&](bool) { done = true; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return done; }, 20000));
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    EXPECT_EQ(last, 4000);
    EXPECT_EQ(lines, 100);
    EXPECT_GT(batches, 2);
    EXPECT_LE(batches, seconds * 20 + 2); // the first one and the last one come at once
}

TEST(JobRunner, AllEventsArriveBeforeTheResult) {
    JobRunner runner;
    int lines = 0, lines_at_end = -1;
    QObject::connect(&runner, &JobRunner::reported, &runner,
                     [&](const EventBatch& batch) { lines += static_cast<int>(batch.events.size()); });
    runner.start(
        "Lines",
        [](const JobControl&, const Report& report) {
            for (int i = 0; i < 500; ++i) report(LogLine{.level = LogLine::Level::info, .text = "line"});
            return 0;
        },
        [&](int) { lines_at_end = lines; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return lines_at_end >= 0; }));
    EXPECT_EQ(lines_at_end, 500);
}

TEST(JobRunner, PausesAndGoesOn) {
    JobRunner runner;
    std::atomic<int> steps = 0;
    runner.start(
        "Steps",
        [&](const JobControl& control, const Report&) {
            for (;; ++steps) {
                control.check();
                std::this_thread::sleep_for(200us);
            }
            return 0;
        },
        [](int) {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return steps > 5; }));
    runner.pause();
    EXPECT_EQ(runner.state(), JobRunner::State::pausing);
    ASSERT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; }));
    const int held = steps;
    QTest::qWait(60);
    EXPECT_EQ(steps, held);
    runner.resume();
    EXPECT_EQ(runner.state(), JobRunner::State::running);
    EXPECT_TRUE(QTest::qWaitFor([&] { return steps > held + 5; }));
}

TEST(JobRunner, PausedIsSaidOnlyOnceTheJobWaits) {
    JobRunner runner;
    std::atomic<bool> let_go = false;
    runner.start(
        "Deaf for a while",
        [&](const JobControl& control, const Report&) {
            while (!let_go) std::this_thread::sleep_for(1ms);
            control.check();
            return 0;
        },
        [](int) {});
    runner.pause();
    QTest::qWait(50);
    EXPECT_EQ(runner.state(), JobRunner::State::pausing);
    let_go = true;
    EXPECT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; }));
}

TEST(JobRunner, PausingAgainBeforeTheJobWokeUpStillEndsInPaused) {
    JobRunner runner;
    runner.start(
        "Steps", [](const JobControl& control, const Report&) { return until_stopped(control), 0; }, [](int) {});
    for (int i = 0; i < 50; ++i) {
        runner.pause();
        ASSERT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; }));
        runner.resume();
        runner.pause();
        ASSERT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; })) << "round " << i;
        runner.resume();
    }
}

TEST(JobRunner, Stops) {
    JobRunner runner;
    QSignalSpy stopped(&runner, &JobRunner::stopped);
    runner.start(
        "Endless", [](const JobControl& control, const Report&) { return until_stopped(control), 0; },
        [](int) { FAIL() << "it has no result"; });
    runner.stop();
    EXPECT_EQ(runner.state(), JobRunner::State::stopping);
    ASSERT_TRUE(stopped.wait(2000));
    EXPECT_EQ(stopped.count(), 1);
    EXPECT_FALSE(runner.busy());
}

TEST(JobRunner, StopsWhilePaused) {
    JobRunner runner;
    QSignalSpy stopped(&runner, &JobRunner::stopped);
    runner.start(
        "Endless", [](const JobControl& control, const Report&) { return until_stopped(control), 0; }, [](int) {});
    runner.pause();
    ASSERT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; }));
    runner.stop();
    EXPECT_TRUE(stopped.wait(2000));
}

TEST(JobRunner, AJobThatReturnsAfterAStopGivesItsResult) {
    JobRunner runner;
    int kept = 0;
    runner.start(
        "Keeps what is done",
        [](const JobControl& control, const Report&) {
            try {
                until_stopped(control);
            } catch (const Stopped&) {
            }
            return 5;
        },
        [&](int value) { kept = value; });
    runner.stop();
    EXPECT_TRUE(QTest::qWaitFor([&] { return kept == 5; }));
}

TEST(JobRunner, AnErrorKeepsItsThreeParts) {
    JobRunner runner;
    const Failures failures(runner);
    runner.start(
        "Reading",
        [](const JobControl&, const Report&) -> int {
            throw Error({.what = "not an image", .where = "a.jpg", .mend = "take it out"});
        },
        [](int) { FAIL(); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return failures.error.has_value(); }));
    EXPECT_EQ(failures.error->problem(), "not an image");
    EXPECT_EQ(failures.error->where(), "a.jpg");
    EXPECT_EQ(failures.error->mend(), "take it out");
}

TEST(JobRunner, AnyOtherExceptionBecomesWhatWhereAndMend) {
    JobRunner runner;
    const Failures failures(runner);
    runner.start(
        "Experiment",
        [](const JobControl&, const Report&) -> int { throw std::runtime_error("shapes differ\n#0 frame\n#1 frame"); },
        [](int) { FAIL(); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return failures.error.has_value(); }));
    EXPECT_EQ(failures.error->problem(), "shapes differ");
    EXPECT_EQ(failures.error->where(), "Experiment");
    EXPECT_THAT(failures.error->mend(), testing::HasSubstr("report"));
}

TEST(JobRunner, RunsTheNextJobFromTheResultOfTheFirst) {
    JobRunner runner;
    int second = 0;
    const auto work = [](const JobControl&, const Report&) { return 1; };
    runner.start("First", work, [&](int) { runner.start("Second", work, [&](int value) { second = value; }); });
    EXPECT_TRUE(QTest::qWaitFor([&] { return second == 1; }));
}

TEST(JobRunner, DestructionStopsAndJoinsAlsoAPausedJob) {
    std::atomic<bool> ended = false;
    {
        JobRunner runner;
        runner.start(
            "Endless",
            [&](const JobControl& control, const Report& report) {
                const auto at_end = [&](void*) { ended = true; };
                const std::unique_ptr<void, decltype(at_end)> guard(&ended, at_end);
                report(LogLine{.level = LogLine::Level::info, .text = "line"});
                until_stopped(control);
                return 0;
            },
            [](int) { FAIL(); });
        runner.pause();
        ASSERT_TRUE(QTest::qWaitFor([&] { return runner.state() == JobRunner::State::paused; }));
    }
    EXPECT_TRUE(ended);
    QTest::qWait(10); // nothing posted may reach the runner that is gone
}

} // namespace
} // namespace whydah
