#include "window_fixture.h"

#include "app/view_tabs.h"
#include "support/temporary_folder.h"
#include "widgets/block_table.h"
#include "widgets/growing_paths.h"
#include "widgets/loss_plot.h"
#include "widgets/results_table.h"
#include "widgets/trajectory_plot.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using test::MainWindowTest;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Running : public MainWindowTest {
protected:
    std::string path(const std::string& name) const { return (folder / name).string(); }
    /// A program in the place of whydah that answers --report.
    void draw_with(const std::string& script) {
        test::write_text(folder / "whydah", "#!/bin/sh\n" + script);
        QFile(QString::fromStdString(path("whydah")))
            .setPermissions(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
        window = std::make_unique<MainWindow>(FakeCore::api, QString::fromStdString(path("whydah")));
        window->show();
    }
    test::TemporaryFolder folder;
};

TEST_F(Running, ALargeWindowShowsTheDeviationsOverSeeds) {
    window->resize(1920, 1080);
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    ASSERT_GT(bench().results()->row_count(), 0);
    EXPECT_TRUE(bench().results()->shows_spreads());
}

TEST_F(Running, TheBlocksAndTheirPathsGrowWhileTheyTrain) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench().growing_paths()->piece(1).size() == 8; }));
    EXPECT_EQ(bench().growing_paths()->piece(2).size(), 8U);
    EXPECT_TRUE(bench().growing_paths()->piece(0).empty());
    EXPECT_EQ(bench().blocks()->row(1).last(), "0.20");
    EXPECT_TRUE(bench().dynamics()->trajectories()->choices().empty()) << "the full view comes at the end";
    FakeCore::release();
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    ASSERT_TRUE(ended.wait(5000));
    EXPECT_FALSE(bench().dynamics()->trajectories()->choices().empty());
    window->run(); // the next run begins with nothing
    EXPECT_TRUE(bench().growing_paths()->piece(2).empty());
    ASSERT_TRUE(ended.wait(5000));
}

TEST_F(Running, TimeLeftIsOfTheWholeRunAndStandsBesideTheStages) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->status().left_text() == "stage 0:05 · run 0:05 left"; }))
        << window->status().left_text().toStdString();
    EXPECT_THAT(bench().stages()->facts().toStdString(), StartsWith("run 0:05 left · memory "));
    FakeCore::release();
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    ASSERT_TRUE(ended.wait(5000));
    EXPECT_TRUE(QTest::qWaitFor([&] { return bench().stages()->facts().isEmpty(); })) << "nothing runs";
}

TEST_F(Running, HowFarLossesAreAveragedIsRemembered) {
    bench().loss_plot()->set_span(77);
    window = std::make_unique<MainWindow>(FakeCore::api);
    EXPECT_EQ(bench().loss_plot()->span(), 77);
    bench().loss_plot()->set_span(20);
}

// Each run in a folder of its own.

TEST_F(Running, EveryRunIsKeptInAFolderOfItsOwn) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    const std::string first = FakeCore::last_out;
    EXPECT_THAT(first, HasSubstr("runs/made-up "));
    EXPECT_EQ(bench().form()->options().run.out, "");
    ASSERT_TRUE(run_to_end()); // within the same second
    EXPECT_THAT(FakeCore::last_out, HasSubstr("runs/made-up "));
    EXPECT_NE(FakeCore::last_out, first);
}

TEST_F(Running, AFolderThatTheUserNamesIsTakenUnlessARunIsInIt) {
    ASSERT_TRUE(open());
    type("out", QString::fromStdString(path("mine")));
    ASSERT_TRUE(run_to_end());
    EXPECT_EQ(FakeCore::last_out, path("mine"));
    test::write_text(folder / "mine/run.json", "{}");
    ASSERT_TRUE(run_to_end());
    EXPECT_EQ(FakeCore::last_out, path("mine 2"));
    EXPECT_THAT(status(), HasSubstr(path("mine 2")));
    EXPECT_EQ(RecentDatasets::entries().back().path.toStdString(), path("mine"));
}

TEST_F(Running, RelativePathsAreRememberedAsAbsoluteOnes) {
    ASSERT_TRUE(open());
    const QString before = QDir::currentPath();
    QDir::setCurrent(QString::fromStdString(path("")));
    type("out", "here/mine");
    ASSERT_TRUE(run_to_end());
    RecentDatasets::add_data("data", {});
    QDir::setCurrent(before);
    EXPECT_EQ(FakeCore::last_out, path("here/mine"));
    EXPECT_EQ(RecentDatasets::entries().back().path.toStdString(), path("here/mine"));
    EXPECT_EQ(RecentDatasets::entries().front().path.toStdString(), path("data"));
}

TEST_F(Running, ARunAfterAReopenedOneLeavesThatAlone) {
    test::write_text(folder / "old/run.json", "{}");
    ASSERT_TRUE(open(QString::fromStdString(path("old"))));
    EXPECT_EQ(window->session().record().options.run.out, path("old"));
    EXPECT_EQ(bench().form()->options().run.out, "");
    ASSERT_TRUE(run_to_end());
    EXPECT_NE(FakeCore::last_out, path("old"));
    EXPECT_THAT(FakeCore::last_out, Not(StartsWith("/where/it/was")));
    EXPECT_EQ(test::text_of(folder / "old/run.json"), "{}");
}

TEST(UnusedRunFolder, NeverIsOneThatHoldsARun) {
    const test::TemporaryFolder folder;
    const std::string usual = folder / "runs/usual", mine = folder / "mine";
    EXPECT_EQ(unused_run_folder("", usual), usual);
    EXPECT_EQ(unused_run_folder("", usual), usual + " 2"); // the first one is taken, though empty yet
    EXPECT_EQ(unused_run_folder(mine, usual), mine);
    test::write_text(folder / "mine/notes.txt", "");
    EXPECT_EQ(unused_run_folder(mine, usual), mine);
    test::write_text(folder / "mine/results.csv", "");
    test::write_text(folder / "mine 2/run.json", "");
    EXPECT_EQ(unused_run_folder(mine + "/", usual), mine + " 3");
}

// What the user sees.

TEST_F(Running, AnErrorDuringClosingIsShownAndTheWindowStays) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    FakeCore::fail_on_stop = true;
    EXPECT_FALSE(window->close());
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_EQ(window->errors().what(), "The disk is full");
    EXPECT_TRUE(window->isVisible());
    EXPECT_FALSE(window->session().busy());
    EXPECT_TRUE(window->close()); // it was seen
}

TEST_F(Running, AFailureIsShownWithWhatIsDone) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    FakeCore::fail_run = true;
    FakeCore::hold_run = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_EQ(window->errors().what(), "The disk is full");
    EXPECT_EQ(window->session().record().state, RunState::failed);
    EXPECT_EQ(window->session().record().results.size(), 7u);
}

TEST_F(Running, LeavesTheViewThatTheUserLooksAt) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    EXPECT_EQ(bench().views()->front_view(), "Training");
    QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
    ASSERT_EQ(bench().views()->front_view(), "Distribution");
    QSignalSpy ended(window.get(), &MainWindow::run_ended);
    FakeCore::hold_run = false;
    ASSERT_TRUE(ended.wait(5000));
    EXPECT_EQ(bench().views()->front_view(), "Distribution");
}

TEST_F(Running, SavingOptionsDoesNotHoldTheWindow) {
    ASSERT_TRUE(open());
    FakeCore::hold_writing = true;
    QElapsedTimer clock;
    clock.start();
    window->save_options_to("/o.json");
    EXPECT_LT(clock.elapsed(), 100);
    EXPECT_EQ(FakeCore::written, 0);
    FakeCore::hold_writing = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return status().find("/o.json") != std::string::npos; }));
    EXPECT_EQ(FakeCore::written, 1);
}

// Pictures.

TEST_F(Running, DrawsThePicturesOfACompletedRunIntoItsFolder) {
    draw_with("echo $2 > '" + path("run") + "'; echo $4 > '" + path("to") + "'; echo a.png; echo b.png\n");
    ASSERT_TRUE(open());
    type("out", QString::fromStdString(path("mine")));
    QSignalSpy drawn(&window->pictures(), &PictureProcess::drawn);
    ASSERT_TRUE(run_to_end());
    ASSERT_TRUE(drawn.count() > 0 || drawn.wait(5000));
    EXPECT_EQ(drawn[0][0].toInt(), 2);
    EXPECT_EQ(test::text_of(folder / "run"), path("mine") + "\n");
    EXPECT_EQ(test::text_of(folder / "to"), path("mine") + "\n");
}

TEST_F(Running, SavesPicturesElsewhereWithoutHoldingTheWindow) {
    draw_with("sleep 0.3; echo a.png\n");
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    QSignalSpy drawn(&window->pictures(), &PictureProcess::drawn);
    QElapsedTimer clock;
    clock.start();
    window->save_pictures_to("/elsewhere");
    EXPECT_LT(clock.elapsed(), 100);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return status().find("1 picture kept in /elsewhere") != std::string::npos; }, 5000));
}

TEST_F(Running, PicturesThatFailAreToldOf) {
    draw_with("echo 'whydah: no room' >&2; exit 1\n");
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("no room"));
    EXPECT_EQ(window->session().record().state, RunState::completed);
}

} // namespace
} // namespace whydah
