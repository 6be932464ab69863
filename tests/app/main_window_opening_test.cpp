#include "window_fixture.h"

#include "app/start_entry.h"
#include "app/start_page.h"
#include "support/temporary_folder.h"
#include "widgets/class_panel.h"
#include "widgets/data_panel.h"
#include "widgets/results_table.h"
#include "widgets/thumbnail_strip.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QAbstractButton>
#include <QUrl>

#include <functional>
#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using test::MainWindowTest;
using testing::HasSubstr;

class Opening : public MainWindowTest {
protected:
    bool waits_until(const std::function<bool()>& what) { return QTest::qWaitFor(what, 5000); }
    bool is_held_opening(const QString& path) {
        FakeCore::hold_opening = true;
        window->open(path);
        return waits_until([&] { return status().find("12 images") != std::string::npos; });
    }
    /// Dragged over and dropped on a widget as the window system would.
    void drop(QWidget* on, const QMimeData& data) {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(on, &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(enter.isAccepted() ? window.get() : on, &drop);
    }
    static QMimeData& urls(QMimeData& data, const QList<QUrl>& all) {
        data.setUrls(all);
        return data;
    }
};

// One data set's results beside another's classes.

TEST_F(Opening, AnotherDataSetOpenedByTheFormIsANewOne) {
    ASSERT_TRUE(open());
    bench().selection().select(3);
    ASSERT_TRUE(run_to_end());
    ASSERT_EQ(bench().results()->row_count(), 7);
    QSignalSpy opened(window.get(), &MainWindow::opened);
    type("data", "/other");
    ASSERT_TRUE(opened.wait(5000));
    EXPECT_EQ(bench().dataset().source, "/other");
    EXPECT_EQ(bench().results()->row_count(), 0);
    EXPECT_EQ(bench().selection().label(), -1);
    EXPECT_TRUE(window->session().record().results.empty());
}

TEST_F(Opening, IsRefusedWhileARunGoesOnAndSaysWhy) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "run.json", "{}");
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    for (const QString& path :
         {QString("/other"), QString::fromStdString(folder.path().string()), QString("/o.json")}) {
        window->errors().clear();
        window->open(path);
        EXPECT_TRUE(window->errors().isVisible()) << path.toStdString();
        EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("run is going on"));
        EXPECT_EQ(window->errors().where(), path);
    }
    QTest::qWait(50);
    EXPECT_EQ(bench().dataset().source, "/made-up");
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
    EXPECT_TRUE(window->session().busy());
}

TEST_F(Opening, ThePathInTheFormGoesBackIfItIsEditedDuringARun) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    type("data", "x");
    EXPECT_TRUE(window->errors().isVisible());
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
}

TEST_F(Opening, ASplitEditedDuringARunIsTheNextRuns) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    const int before = FakeCore::opened;
    type("drop", "20");
    QTest::qWait(DatasetOpener::rest_milliseconds + 100);
    EXPECT_EQ(FakeCore::opened, before);
    EXPECT_EQ(bench().dataset().split, "drop -1");
    EXPECT_EQ(bench().form()->options().data.drop, 20);
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    FakeCore::hold_run = false;
    ASSERT_TRUE(ended.wait(5000));
    EXPECT_EQ(bench().results()->row_count(), 7);
    ASSERT_TRUE(run_to_end());
    EXPECT_EQ(bench().dataset().split, "drop 20");
}

TEST_F(Opening, ResultsGoWithTheirSplitAndComeBackWithIt) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    QSignalSpy opened(window.get(), &MainWindow::opened);
    type("drop", "20");
    ASSERT_TRUE(opened.wait(5000));
    EXPECT_EQ(bench().results()->row_count(), 0);
    type("drop", "-1");
    ASSERT_TRUE(opened.wait(5000));
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_EQ(bench().stages()->done_count(), 2);
}

TEST_F(Opening, NothingCanBeRunUntilTheDataSetOfTheFormIsOpen) {
    ASSERT_TRUE(open());
    QSignalSpy failed(window.get(), &MainWindow::failed);
    type("data", "/missing");
    EXPECT_FALSE(window->actions().run->isEnabled());
    ASSERT_TRUE(failed.wait(5000));
    EXPECT_FALSE(window->actions().run->isEnabled());
    EXPECT_THAT(window->actions().run->toolTip().toStdString(), HasSubstr("not open"));
}

// What goes along to the next data set.

TEST_F(Opening, TheSamplesOptionsDoNotGoAlongToTheUsersOwnData) {
    ASSERT_TRUE(open());
    type("episodes", "9"); // the user's own wish does
    const test::TemporaryFolder folder;
    test::write_text(folder / "options.json", "{}"); // brings two seeds
    ASSERT_TRUE(open(QString::fromStdString((folder / "options.json").string())));
    EXPECT_EQ(bench().form()->options().run.seeds, 2);
    ASSERT_TRUE(open("/mine"));
    EXPECT_EQ(bench().form()->options().run.seeds, 1);
    EXPECT_EQ(bench().form()->options().meta.episodes, 9);
    EXPECT_EQ(FakeCore::last_opened.run.seeds, 1);
}

TEST_F(Opening, KeepsWhatIsEditedMeanwhile) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(is_held_opening("/other"));
    type("drop", "7");
    type("seeds", "5");
    QTest::qWait(DatasetOpener::rest_milliseconds + 100);
    FakeCore::hold_opening = false;
    ASSERT_TRUE(waits_until([&] { return bench().dataset().source == "/other"; }));
    EXPECT_EQ(bench().form()->options().run.seeds, 5);
    EXPECT_EQ(bench().form()->options().data.drop, 7);
    ASSERT_TRUE(waits_until([&] { return bench().dataset().split == "drop 7"; }));
}

// Recent ones.

TEST_F(Opening, ARecentDataSetComesBackWithTheOptionsItWasLastUsedWith) {
    ASSERT_TRUE(open("/mine"));
    type("backbone", "/net.pt");
    ASSERT_TRUE(run_to_end());
    window = std::make_unique<MainWindow>(FakeCore::api);
    window->show();
    QTest::qWait(20); // until everything has its place
    StartEntry* mine = window->start_page().entry("/mine");
    ASSERT_NE(mine, nullptr);
    QSignalSpy opened(window.get(), &MainWindow::opened);
    QTest::mouseClick(mine, Qt::LeftButton);
    ASSERT_TRUE(opened.wait(5000));
    EXPECT_EQ(bench().form()->options().features.backbone, "/net.pt");
    EXPECT_EQ(FakeCore::last_opened.features.backbone, "/net.pt");
}

TEST_F(Opening, RunsDoNotPushDataSetsOutOfTheRecentOnes) {
    ASSERT_TRUE(open("/mine"));
    for (int i = 0; i < RecentDatasets::kept + 2; ++i) RecentDatasets::add_run(QString("/run %1").arg(i));
    int runs = 0, data = 0;
    for (const Recent& recent : RecentDatasets::entries()) ++(recent.is_run ? runs : data);
    EXPECT_EQ(runs, RecentDatasets::kept);
    EXPECT_EQ(data, 1);
}

TEST_F(Opening, RecentOnesAreNewestFirstAndOneThatIsGoneIsGreyOnceItIsAskedForAndCanBeAskedForAgain) {
    ASSERT_TRUE(open("/first"));
    ASSERT_TRUE(open("/second"));
    ASSERT_TRUE(open("/first"));
    ASSERT_EQ(RecentDatasets::entries().size(), 2);
    EXPECT_EQ(RecentDatasets::entries()[0].path, "/first");
    RecentDatasets::add_data("/missing", {});
    ASSERT_TRUE(fails_to_open("/missing"));
    EXPECT_EQ(RecentDatasets::entries().size(), 3) << "its disk may come back";
    window->actions().start_page->trigger();
    StartEntry* gone = window->start_page().entry("/missing");
    ASSERT_NE(gone, nullptr);
    EXPECT_TRUE(gone->is_missing());
    EXPECT_THAT(gone->toolTip().toStdString(), HasSubstr("no such folder"));
    EXPECT_FALSE(window->start_page().entry("/first")->is_missing());
    QTest::keyClick(gone, Qt::Key_Delete);
    EXPECT_EQ(RecentDatasets::entries().size(), 2);
    EXPECT_EQ(window->start_page().entry("/missing"), nullptr);
}

TEST_F(Opening, AReopenedRunIsRememberedByTheFolderThatWasOpened) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "run.json", "{}");
    const QString path = QString::fromStdString(folder.path().string());
    ASSERT_TRUE(open(path));
    ASSERT_EQ(RecentDatasets::entries().size(), 1);
    EXPECT_EQ(RecentDatasets::entries()[0].path, path);
    EXPECT_TRUE(RecentDatasets::entries()[0].is_run);
}

// A run that was kept.

TEST_F(Opening, AReopenedRunHasItsStagesAndFindsItsPictures) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "run.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString(folder.path().string())));
    EXPECT_EQ(bench().stages()->done_count(), 2);
    bench().selection().select(3);
    ASSERT_TRUE(waits_until([&] { return bench().class_panel()->thumbnails()->image_count() == 40; }));
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_EQ(bench().class_panel()->shown_class(), 3);
}

TEST_F(Opening, AReopenedRunWhoseDataIsGoneSaysSoInTheLogAlone) {
    FakeCore::kept_data = "/missing";
    const test::TemporaryFolder folder;
    test::write_text(folder / "run.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString(folder.path().string())));
    ASSERT_TRUE(waits_until([&] { return status().find("Ready") != std::string::npos && FakeCore::opened > 0; }));
    QTest::qWait(50);
    EXPECT_FALSE(window->errors().isVisible());
    EXPECT_EQ(bench().results()->row_count(), 7);
}

TEST_F(Opening, ARunThatWasStoppedBeforeItsDataWasReadIsShownWithTheDataItself) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "early/run.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString((folder / "early").string())));
    ASSERT_TRUE(waits_until([&] { return bench().dataset().classes.size() == 25; }));
    EXPECT_EQ(bench().data_panel()->shown_order().size(), 25u);
    EXPECT_TRUE(window->actions().run->isEnabled());
}

TEST_F(Opening, AReopenedRunThatWasStoppedSaysSo) {
    const test::TemporaryFolder folder;
    for (const char* run : {"whole", "early"}) {
        test::write_text(folder / run / "run.json", "{}");
        ASSERT_TRUE(open(QString::fromStdString((folder / run).string())));
        EXPECT_EQ(status().find("did not come to its end") != std::string::npos, run == std::string("early"))
            << status();
    }
}

// How far, and stop.

TEST_F(Opening, SaysHowFarItIsAndCanBeStopped) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(is_held_opening("/other"));
    EXPECT_THAT(status(), HasSubstr("Opening"));
    EXPECT_FALSE(window->actions().run->isEnabled());
    ASSERT_TRUE(window->actions().stop->isEnabled());
    window->actions().stop->trigger();
    ASSERT_TRUE(waits_until([&] { return status() == "Stopped"; }));
    EXPECT_EQ(bench().dataset().source, "/made-up");
    EXPECT_TRUE(window->actions().run->isEnabled());
    EXPECT_FALSE(window->actions().stop->isEnabled());
}

TEST_F(Opening, ARunThatWaitsForItIsNoLongerWaitingOnceItFailed) {
    window->run_once_opened();
    ASSERT_TRUE(fails_to_open("/missing"));
    ASSERT_TRUE(open());
    QTest::qWait(50);
    EXPECT_EQ(FakeCore::runs, 0);
    window->run_once_opened();
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    ASSERT_TRUE(open("/other"));
    ASSERT_TRUE(ended.count() > 0 || ended.wait(5000));
    EXPECT_EQ(FakeCore::runs, 1);
}

// Drag and drop.

TEST_F(Opening, TakesWhatIsDropped) {
    QMimeData data;
    QSignalSpy opened(window.get(), &MainWindow::opened);
    drop(window.get(), urls(data, {QUrl::fromLocalFile("/made-up")}));
    EXPECT_TRUE(opened.wait(5000));
}

TEST_F(Opening, SaysWhatIsWrongWithWhatIsDropped) {
    ASSERT_TRUE(open());
    QMimeData several, net, gone;
    drop(window.get(), urls(several, {QUrl::fromLocalFile("/a"), QUrl::fromLocalFile("/b")}));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("2 things"));
    drop(window.get(), urls(net, {QUrl("https://example.org/images.zip")}));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("not on this computer"));
    EXPECT_EQ(window->errors().where(), "https://example.org/images.zip");
    QSignalSpy failed(window.get(), &MainWindow::failed);
    drop(window.get(), urls(gone, {QUrl::fromLocalFile("/missing")}));
    ASSERT_TRUE(failed.wait(5000));
    EXPECT_EQ(window->errors().where(), "/missing");
    EXPECT_EQ(bench().dataset().source, "/made-up");
}

TEST_F(Opening, AFileDroppedOnAFieldForTextIsOpenedAndNotWritten) {
    ASSERT_TRUE(open());
    QLineEdit* search = bench().data_panel()->search();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/other")});
    data.setText("/other");
    QSignalSpy opened(window.get(), &MainWindow::opened);
    drop(search, data); // QApplication hands what the field does not take to the widgets around it
    ASSERT_TRUE(opened.wait(5000));
    EXPECT_EQ(search->text(), "");
    EXPECT_EQ(bench().dataset().source, "/other");
}

TEST_F(Opening, TheStartPageShowsItsTextsWhole) {
    QTest::qWait(20);
    for (const auto* door : window->start_page().findChildren<QAbstractButton*>()) {
        if (door->isHidden()) continue;
        EXPECT_GE(door->width(), door->sizeHint().width()) << door->text().toStdString();
    }
}

// Without a core.

const CoreApi& no_core() { throw Error({.what = "no such library", .where = "libcore.so", .mend = "install it"}); }

TEST(WindowWithoutCore, SaysWhatIsMissingAndStaysUsable) {
    MainWindow window(no_core);
    window.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.errors().isVisible(); }));
    EXPECT_EQ(window.errors().where(), "libcore.so");
    window.errors().clear();
    QSignalSpy failed(&window, &MainWindow::failed);
    window.open("/made-up");
    ASSERT_TRUE(failed.wait(5000));
    EXPECT_TRUE(window.errors().isVisible());
    EXPECT_TRUE(window.shows_start_page());
}

} // namespace
} // namespace whydah
