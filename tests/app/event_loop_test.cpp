#include "real_run_fixture.h"

#include "app/view_tabs.h"
#include "gap_meter.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/results_table.h"

namespace whydah {
namespace {

using test::RealRun;

// What is measured is what holds the window up, and an event loop that waits for something to do does not.
TEST(GapMeter, CountsTheTimeThatTheThreadIsHeldAndNotThatItSleeps) {
    const test::GapMeter meter;
    test::let_run(100);
    EXPECT_LT(meter.longest(), 40);
    QTimer::singleShot(0, [] { QTest::qSleep(120); });
    test::let_run(50);
    EXPECT_GT(meter.longest(), 110);
    EXPECT_GE(meter.longest_wall(), meter.longest());
}

TEST_F(RealRun, TheEventLoopHasNoGapAboveAHundredMilliseconds) {
    using test::expect_no_gap;
    test::let_run(500); // the window is there
    expect_no_gap("opening", [&] {
        ASSERT_TRUE(open());
        test::let_run(300); // and painting it
    });
    window.workbench().selection().select(3);
    test::let_run(200);
    ViewTabs& views = *window.workbench().views();
    for (const QString& view : views.view_names()) {
        QSignalSpy ended(&window, &MainWindow::run_ended);
        // The whole run with this view in front, its results coming in.
        expect_no_gap("run, " + view.toStdString() + " in front", [&] {
            ended.clear();
            window.run();
            views.show_view(view);
            ASSERT_TRUE(test::let_run_until([&] { return ended.count() > 0; }, 240'000));
            test::let_run(300); // what arrived last is painted
        });
        ASSERT_EQ(window.session().record().state, RunState::completed);
        EXPECT_GE(window.workbench().results()->row_count(), 3);
        EXPECT_FALSE(window.workbench().loss_plot()->shown_blocks().empty());
    }
    expect_no_gap("switching views", [&] {
        for (int round = 0; round < 3; ++round)
            for (const QString& view : views.view_names()) {
                views.show_view(view);
                test::let_run(50);
            }
    });
    expect_no_gap("selecting classes", [&] {
        for (int label = 0; label < 20; ++label) {
            window.workbench().selection().select(label);
            test::let_run(20);
        }
    });
    window.workbench().form()->edit("meta_steps", "100000");
    window.run();
    ASSERT_TRUE(test::let_run_until([&] { return !window.session().record().losses.empty(); }, 240'000));
    expect_no_gap("switching views in training", [&] {
        for (const QString& view : views.view_names()) {
            views.show_view(view);
            test::let_run(400);
        }
    });
    window.session().stop();
    EXPECT_TRUE(test::let_run_until([&] { return !window.session().busy(); }, 20'000));
}

} // namespace
} // namespace whydah
