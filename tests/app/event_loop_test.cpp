#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "support/temporary_folder.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/results_table.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace whydah {
namespace {

constexpr double allowed_milliseconds = 100;

/// Longest time between two ticks of a timer that ticks every 5 ms in the GUI thread.
class GapMeter {
public:
    GapMeter() {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            longest_ = std::max(longest_, static_cast<double>(clock_.nsecsElapsed()) / 1e6);
            clock_.restart();
            ++ticks_;
        });
    }
    void start() {
        clock_.start();
        timer_.start(5);
    }
    double longest() const { return longest_; }
    int ticks() const { return ticks_; }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    double longest_ = 0;
    int ticks_ = 0;
};

/// The same for a thread that does nothing but sleep: what the machine makes everybody wait at present.
class IdleThread {
public:
    double longest() const { return longest_; }

private:
    std::atomic<double> longest_ = 0;
    std::jthread thread_{[this](std::stop_token stop) {
        auto before = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            const auto now = std::chrono::steady_clock::now();
            longest_ = std::max(longest_.load(), std::chrono::duration<double, std::milli>(now - before).count());
            before = now;
        }
    }};
};

/// A short run of the whole program: features of real images if they are there, else the built-in sample.
ExperimentOptions short_run(const std::filesystem::path& folder) {
    ExperimentOptions options;
    const char* real = std::getenv("WHYDAH_REAL_DATA");
    const auto features = std::filesystem::path(real ? real : "") / "caltech101" / "features_mobilenet_v2.npz";
    if (std::filesystem::exists(features)) {
        options.data.data = features.string();
    } else {
        options = core_api().read_options(sample_options_file());
        options.features.cache = (folder / "cache").string();
    }
    options.features.pca = 64;
    options.classifier.methods = {"plain", "meta_model_net"};
    options.classifier.steps = 120;
    options.meta.episodes = 6;
    options.meta.meta_steps = 60;
    options.run.out = (folder / "run").string();
    return options;
}

class RealRun : public testing::Test {
protected:
    RealRun() {
        window.resize(1280, 800);
        window.show();
    }
    bool open() {
        const std::string file = (folder / "options.json").string();
        core_api().write_file_safely(file, core_api().options_to_json(short_run(folder.path())));
        QSignalSpy opened(&window, &MainWindow::opened);
        window.open(QString::fromStdString(file));
        return opened.wait(120'000);
    }
    test::TemporaryFolder folder;
    MainWindow window;
};

TEST_F(RealRun, TheEventLoopHasNoGapAboveAHundredMilliseconds) {
    ASSERT_TRUE(open());
    window.workbench().selection().select(3);
    QTest::qWait(200); // the first painting of everything is over
    QSignalSpy ended(&window, &MainWindow::run_ended);
    GapMeter meter;
    const IdleThread idle;
    meter.start();
    window.run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() > 0; }, 240'000));
    ASSERT_EQ(window.session().record().state, RunState::completed);
    EXPECT_GE(window.workbench().results()->row_count(), 3);
    EXPECT_FALSE(window.workbench().loss_plot()->shown_blocks().empty());
    EXPECT_GT(meter.ticks(), 50);
    // On a machine that is busy with other things even a thread that only sleeps is woken late.
    const double late = idle.longest() > 30 ? idle.longest() : 0;
    std::printf("longest gap %.1f ms in %d ticks; of a sleeping thread %.1f ms\n", meter.longest(), meter.ticks(),
                idle.longest());
    EXPECT_LT(meter.longest(), allowed_milliseconds + late);
}

// The core is another library: what wakes threads of the program need not reach its own.
TEST_F(RealRun, APausedRunStandsStillAndGoesOn) {
    ASSERT_TRUE(open());
    window.workbench().form()->edit("meta_steps", "100000");
    window.run();
    const auto& losses = window.session().record().losses;
    ASSERT_TRUE(QTest::qWaitFor([&] { return !losses.empty(); }, 240'000));
    window.session().pause();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().state() == JobRunner::State::paused; }, 20'000));
    QTest::qWait(2 * JobRunner::batch_milliseconds); // what was on its way arrives
    const std::size_t held = losses.size();
    QTest::qWait(500);
    EXPECT_EQ(losses.size(), held);
    window.session().resume();
    EXPECT_TRUE(QTest::qWaitFor([&] { return losses.size() > held; }, 20'000));
    window.session().pause();
    window.session().stop();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.session().busy(); }, 20'000));
}

TEST_F(RealRun, ClosingDuringTrainingKeepsWhatIsDone) {
    ASSERT_TRUE(open());
    window.workbench().form()->edit("meta_steps", "100000"); // long enough to be closed in the middle
    window.run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.session().record().losses.empty(); }, 240'000));
    QElapsedTimer clock;
    clock.start();
    window.close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.isVisible(); }, 20'000));
    EXPECT_LT(clock.elapsed(), 5000);
    EXPECT_EQ(window.session().record().state, RunState::stopped);
    const RunRecord kept = core_api().read_run(folder / "run");
    EXPECT_EQ(kept.state, RunState::stopped);
    ASSERT_FALSE(kept.results.empty());
    EXPECT_EQ(kept.results.front().method, "plain");
}

} // namespace
} // namespace whydah
