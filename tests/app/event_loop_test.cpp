#include "app/main_window.h"

#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "gap_meter.h"
#include "support/real_data.h"
#include "support/temporary_folder.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/results_table.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <filesystem>

namespace whydah {
namespace {

/// A short run of the whole program: features of real images if they are there, else the built-in sample.
ExperimentOptions short_run(const std::filesystem::path& folder) {
    ExperimentOptions options;
    const auto features = test::real_data() / "caltech101" / "features_mobilenet_v2.npz";
    if (!test::real_data().empty()) {
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
    void SetUp() override { // here, and not within what is measured: it loads the core on this thread
        core_api().write_file_safely(file, core_api().options_to_json(short_run(folder.path())));
    }
    bool open() {
        QSignalSpy opened(&window, &MainWindow::opened);
        window.open(QString::fromStdString(file));
        return opened.wait(120'000);
    }
    test::TemporaryFolder folder;
    const std::string file = (folder / "options.json").string();
    MainWindow window;
};

TEST_F(RealRun, TheEventLoopHasNoGapAboveAHundredMilliseconds) {
    using test::expect_no_gap;
    QTest::qWait(500); // the window is there
    expect_no_gap("opening", [&] {
        ASSERT_TRUE(open());
        QTest::qWait(300); // and painting it
    });
    window.workbench().selection().select(3);
    QTest::qWait(200);
    ViewTabs& views = *window.workbench().views();
    for (const QString& view : views.view_names()) {
        QSignalSpy ended(&window, &MainWindow::run_ended);
        // The whole run with this view in front, its results coming in.
        expect_no_gap("run, " + view.toStdString() + " in front", [&] {
            ended.clear();
            window.run();
            views.show_view(view);
            ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() > 0; }, 240'000));
            QTest::qWait(300); // what arrived last is painted
        });
        ASSERT_EQ(window.session().record().state, RunState::completed);
        EXPECT_GE(window.workbench().results()->row_count(), 3);
        EXPECT_FALSE(window.workbench().loss_plot()->shown_blocks().empty());
    }
    expect_no_gap("switching views", [&] {
        for (int round = 0; round < 3; ++round)
            for (const QString& view : views.view_names()) {
                views.show_view(view);
                QTest::qWait(50);
            }
    });
    expect_no_gap("selecting classes", [&] {
        for (int label = 0; label < 20; ++label) {
            window.workbench().selection().select(label);
            QTest::qWait(20);
        }
    });
    window.workbench().form()->edit("meta_steps", "100000");
    window.run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.session().record().losses.empty(); }, 240'000));
    expect_no_gap("switching views in training", [&] {
        for (const QString& view : views.view_names()) {
            views.show_view(view);
            QTest::qWait(400);
        }
    });
    window.session().stop();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.session().busy(); }, 20'000));
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
    const RunRecord kept = core_api().read_run(window.session().record().options.run.out);
    EXPECT_EQ(kept.state, RunState::stopped);
    ASSERT_FALSE(kept.results.empty());
    EXPECT_EQ(kept.results.front().method, "plain");
}

} // namespace
} // namespace whydah
