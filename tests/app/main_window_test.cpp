#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "fake_core.h"
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
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace whydah {
namespace {

using test::FakeCore;
using testing::HasSubstr;

class MainWindowTest : public testing::Test {
protected:
    MainWindowTest() {
        FakeCore::reset();
        RecentDatasets::clear();
        window = std::make_unique<MainWindow>(FakeCore::api);
        window->resize(1280, 800);
        window->show();
    }
    ~MainWindowTest() override { FakeCore::hold_run = false; }

    bool open(const QString& path = "/made-up") {
        QSignalSpy opened(window.get(), &MainWindow::opened);
        window->open(path);
        return opened.count() > 0 || opened.wait(5000);
    }
    bool run_to_end() {
        QSignalSpy ended(window.get(), &MainWindow::run_ended);
        window->run();
        return ended.wait(5000);
    }
    bool run_and_hold() {
        FakeCore::hold_run = true;
        window->run();
        return QTest::qWaitFor([&] { return bench().stages()->state("MetaModelNet") == StageList::State::running; });
    }
    Workbench& bench() { return window->workbench(); }
    std::string status() { return window->status().text().toStdString(); }

    std::unique_ptr<MainWindow> window;
};

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

TEST_F(MainWindowTest, EveryRunIsKeptInAFolderOfItsOwn) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    EXPECT_THAT(FakeCore::last_out, HasSubstr("runs/made-up "));
    EXPECT_EQ(bench().form()->options().run.out, "");
    bench().form()->edit("out", "/tmp/mine");
    ASSERT_TRUE(run_to_end());
    EXPECT_EQ(FakeCore::last_out, "/tmp/mine");
}

TEST_F(MainWindowTest, PausesGoesOnAndStops) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    EXPECT_FALSE(window->actions().run->isEnabled());
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

TEST_F(MainWindowTest, OpensWhatIsDroppedOnIt) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/made-up")});
    QSignalSpy opened(window.get(), &MainWindow::opened);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(window.get(), &drop);
    EXPECT_TRUE(opened.wait(5000));
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

TEST_F(MainWindowTest, RemembersWhatWasOpenedNewestFirst) {
    const test::TemporaryFolder first, second;
    const auto path = [](const test::TemporaryFolder& folder) {
        return QString::fromStdString(folder.path().string());
    };
    ASSERT_TRUE(open(path(first)));
    ASSERT_TRUE(open(path(second)));
    ASSERT_TRUE(open("/made-up")); // does not exist, and is not listed
    EXPECT_EQ(RecentDatasets::paths(), (QStringList{path(second), path(first)}));
    ASSERT_TRUE(open(path(first)));
    EXPECT_EQ(RecentDatasets::paths(), (QStringList{path(first), path(second)}));
}

TEST_F(MainWindowTest, ATabCanBeTornOffAndComesBack) {
    ViewTabs& views = *bench().views();
    ASSERT_TRUE(open());
    views.tear_off("Distribution");
    EXPECT_TRUE(views.is_torn_off("Distribution"));
    EXPECT_TRUE(bench().histogram()->isVisible());
    EXPECT_EQ(views.front_view(), "Training");
    bench().histogram()->window()->close();
    EXPECT_FALSE(views.is_torn_off("Distribution"));
    EXPECT_EQ(views.front_view(), "Distribution");
    EXPECT_TRUE(bench().histogram()->isVisible());
    EXPECT_EQ(bench().histogram()->window(), window.get());
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
