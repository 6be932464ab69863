#include "window_fixture.h"

#include "app/fitting_tabs.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "support/temporary_folder.h"
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/data_panel.h"
#include "widgets/error_strip.h"
#include "widgets/gain_plot.h"
#include "widgets/log_view.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/results_table.h"
#include "widgets/run_status.h"
#include "widgets/stage_list.h"
#include "widgets/thumbnail_strip.h"
#include "widgets/trajectory_plot.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::FakeCore;
using test::MainWindowTest;
using testing::HasSubstr;

TEST_F(MainWindowTest, BeginsWithTheStartPageAndCannotRun) {
    EXPECT_TRUE(window->shows_start_page());
    EXPECT_FALSE(window->actions().run->isEnabled());
    window->run();
    EXPECT_EQ(FakeCore::runs, 0);
}

TEST_F(MainWindowTest, ShowsAnOpenedDataSetEverywhere) {
    ASSERT_TRUE(open());
    EXPECT_FALSE(window->shows_start_page());
    EXPECT_EQ(bench().data_panel()->shown_order().size(), 25u);
    EXPECT_EQ(bench().histogram()->shown_order().size(), 25u);
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
    EXPECT_THAT(window->windowTitle().toStdString(), HasSubstr("made-up"));
    EXPECT_TRUE(window->actions().run->isEnabled());
}

TEST_F(MainWindowTest, AKeyInOneViewMovesTheSelectionInTheOthers) {
    ASSERT_TRUE(open());
    const std::vector<int> order = bench().histogram()->shown_order();
    bench().selection().select(order[4]);
    QTest::keyClick(bench().histogram(), Qt::Key_Right);
    EXPECT_EQ(bench().data_panel()->selected_class(), order[5]);
    EXPECT_EQ(bench().class_panel()->shown_class(), order[5]);
}

TEST_F(MainWindowTest, LoadsThumbnailsOfTheSelectedClassAndMarksBrokenOnes) {
    ASSERT_TRUE(open());
    bench().selection().select(3);
    const ThumbnailStrip& strip = *bench().class_panel()->thumbnails();
    EXPECT_TRUE(QTest::qWaitFor([&] { return strip.has_pixels({"/made-up/0.png", -1}); }));
    EXPECT_TRUE(QTest::qWaitFor([&] { return strip.wanted().empty(); }));
    EXPECT_TRUE(strip.has_pixels({"/made-up/1.png", -1}));   // known as broken
    EXPECT_FALSE(strip.has_pixels({"/made-up/39.png", -1})); // out of sight
}

TEST_F(MainWindowTest, AFailureIsToldAboveTheViewAndLeavesTheRestAsItWas) {
    ASSERT_TRUE(open());
    QSignalSpy failed(window.get(), &MainWindow::failed);
    window->open("/missing");
    ASSERT_TRUE(failed.wait(5000));
    EXPECT_TRUE(window->errors().isVisible());
    EXPECT_EQ(window->errors().what(), "No such folder");
    EXPECT_EQ(window->errors().where(), "/missing");
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
    ASSERT_TRUE(open());
    EXPECT_FALSE(window->errors().isVisible());
}

TEST_F(MainWindowTest, ARunFillsEveryView) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_EQ(bench().gain_plot()->method(), "meta_model_net");
    EXPECT_EQ(bench().trajectory_plot()->shown().classes.size(), 25u);
    EXPECT_EQ(bench().loss_plot()->shown_blocks().size(), 4u);
    EXPECT_EQ(bench().stages()->done_count(), 2);
    EXPECT_EQ(bench().log()->warning_count(), 1);
    EXPECT_EQ(bench().views()->front_view(), "Accuracy");
    EXPECT_THAT(status(), HasSubstr("Completed"));
}

TEST_F(MainWindowTest, PausesGoesOnAndStops) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    EXPECT_THAT(window->actions().run->toolTip().toStdString(), HasSubstr("Queue the experiment"));
    window->actions().pause->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->session().state() == JobRunner::State::paused; }));
    EXPECT_THAT(status(), HasSubstr("Paused · MetaModelNet"));
    window->actions().pause->trigger();
    EXPECT_EQ(window->session().state(), JobRunner::State::running);
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    window->actions().stop->trigger();
    ASSERT_TRUE(ended.wait(5000));
    EXPECT_EQ(window->session().record().state, RunState::stopped);
    EXPECT_EQ(bench().stages()->state("MetaModelNet"), StageList::State::stopped);
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_TRUE(window->actions().run->isEnabled());
}

TEST_F(MainWindowTest, ClosingDuringTrainingAsksNothingStopsAndKeepsWhatIsDone) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    EXPECT_FALSE(window->close()); // not before the job has felt it
    EXPECT_FALSE(window->close());
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    EXPECT_THAT(status(), HasSubstr("Stopping"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }));
    EXPECT_EQ(window->session().record().state, RunState::stopped);
    EXPECT_EQ(window->session().record().results.size(), 7u);
}

TEST_F(MainWindowTest, ClosingAPausedRunStopsIt) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    window->actions().pause->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->session().state() == JobRunner::State::paused; }));
    window->close();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }));
}

TEST_F(MainWindowTest, CanBeDestroyedInTheMiddleOfEverything) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    bench().selection().select(3);
    window->open("/other");
    window.reset();
    QTest::qWait(20);
}

TEST_F(MainWindowTest, ChangedSplitOptionsSplitAnewOnceTheyRest) {
    ASSERT_TRUE(open());
    const int before = FakeCore::opened;
    QSignalSpy opened(window.get(), &MainWindow::opened);
    for (const char* drop : {"1", "12", "123"}) bench().form()->edit("drop", drop);
    ASSERT_TRUE(opened.wait(5000));
    QTest::qWait(50);
    EXPECT_EQ(FakeCore::opened, before + 1);
    EXPECT_EQ(bench().dataset().split, "drop 123");
    EXPECT_EQ(bench().form()->options().data.drop, 123);
}

TEST_F(MainWindowTest, AWrongOptionIsMarkedAndKeepsFromRunning) {
    ASSERT_TRUE(open());
    bench().form()->edit("strength", "7");
    EXPECT_FALSE(window->actions().run->isEnabled());
    EXPECT_THAT(window->actions().run->toolTip().toStdString(), HasSubstr("Mend"));
    bench().form()->edit("strength", "1");
    EXPECT_TRUE(window->actions().run->isEnabled());
}

TEST_F(MainWindowTest, OtherBandLimitsAreShownAtOnce) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    bench().form()->edit("many_above", "50");
    EXPECT_THAT(bench().results()->rule_text().toStdString(), HasSubstr("n > 50"));
}

TEST_F(MainWindowTest, TheLineTKnowsTheLastBlockThatWasTrained) {
    ASSERT_TRUE(open());
    bench().histogram()->set_threshold(256);
    EXPECT_THAT(bench().histogram()->head_classes_text().toStdString(), HasSubstr("block 7"));
    ASSERT_TRUE(run_to_end()); // blocks 0 to 3
    EXPECT_THAT(bench().histogram()->head_classes_text().toStdString(), HasSubstr("beyond the last block, 3"));
}

TEST_F(MainWindowTest, ReopensARunWithItsResults) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "run.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString(folder.path().string())));
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_EQ(bench().results()->text(0, 1).contains("±"), true);
    EXPECT_EQ(bench().views()->front_view(), "Accuracy");
    EXPECT_THAT(window->windowTitle().toStdString(), HasSubstr("kept"));
}

TEST_F(MainWindowTest, OpensAnOptionsFile) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "options.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString((folder / "options.json").string())));
    EXPECT_EQ(bench().form()->options().run.seeds, 2);
    EXPECT_EQ(bench().form()->options().data.data, folder.path().string());
}

TEST_F(MainWindowTest, ANewWishReplacesTheOneThatIsBeingOpened) {
    QSignalSpy opened(window.get(), &MainWindow::opened), failed(window.get(), &MainWindow::failed);
    window->open("/missing");
    window->open("/made-up");
    ASSERT_TRUE(opened.wait(5000));
    QTest::qWait(30);
    EXPECT_EQ(failed.count(), 0);
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
}

TEST_F(MainWindowTest, ATabCanBeTornOffAndComesBack) {
    ViewTabs& views = *bench().views();
    ASSERT_TRUE(open());
    views.tear_off("Distribution");
    EXPECT_TRUE(views.is_torn_off("Distribution"));
    EXPECT_TRUE(bench().histogram()->isVisible());
    EXPECT_EQ(views.front_view(), "Images");
    bench().histogram()->window()->close();
    EXPECT_FALSE(views.is_torn_off("Distribution"));
    EXPECT_EQ(views.front_view(), "Distribution");
    EXPECT_TRUE(bench().histogram()->isVisible());
    EXPECT_EQ(bench().histogram()->window(), window.get());
}

TEST_F(MainWindowTest, NineTabsAreInSightInASmallWindowAndHaveTheirNamesInALargeOne) {
    ASSERT_TRUE(open());
    ViewTabs& views = *bench().views();
    for (const char* more : {"Images", "Queue"})
        if (!views.view_names().contains(more)) views.add_view(more, new QWidget);
    const FittingTabBar* row = nullptr; // not the one of the views beside
    for (const FittingTabBar* bar : views.findChildren<FittingTabBar*>())
        if (bar->count() > 0) row = bar;
    ASSERT_NE(row, nullptr);
    ASSERT_GE(row->count(), 9);
    const auto name_fits = [&](int i) {
        return row->tabRect(i).width() >= row->fontMetrics().horizontalAdvance(row->tabText(i)) + 8;
    };
    for (int front : {0, 5}) {
        views.show_view(row->tabText(front));
        QTest::qWait(20);
        EXPECT_LE(row->tabRect(row->count() - 1).right(), views.width()) << "all of them";
        EXPECT_TRUE(name_fits(front));
        for (int i = 0; i < row->count(); ++i) {
            EXPECT_GE(row->tabRect(i).width(), 24) << "room for an icon";
            EXPECT_FALSE(row->tabIcon(i).isNull());
            EXPECT_TRUE(row->tabToolTip(i).startsWith(row->tabText(i)));
        }
    }
    window->resize(1920, 1080);
    QTest::qWait(20);
    EXPECT_FALSE(row->is_narrow());
    for (int i = 0; i < row->count(); ++i) EXPECT_TRUE(name_fits(i)) << i;
}

TEST_F(MainWindowTest, TwoTabsCanStandBesideEachOther) {
    ViewTabs& views = *bench().views();
    ASSERT_TRUE(open());
    views.place_beside("Dynamics");
    views.show_view("Distribution");
    EXPECT_TRUE(bench().histogram()->isVisible());
    EXPECT_TRUE(bench().trajectory_plot()->isVisible());
    views.place_beside("Dynamics");
    EXPECT_EQ(views.front_view(), "Dynamics");
    EXPECT_FALSE(bench().histogram()->isVisible());
}

} // namespace
} // namespace whydah
