#include "window_fixture.h"

#include "app/queue_file.h"
#include "app/view_tabs.h"
#include "gap_meter.h"
#include "support/temporary_folder.h"
#include "widgets/log_view.h"
#include "widgets/queue_details.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "widgets/results_table.h"

#include <QElapsedTimer>
#include <QMessageBox>
#include <QPushButton>

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>

namespace whydah {
namespace {

using test::FakeCore;
using test::MainWindowTest;
using testing::ElementsAre;
using testing::HasSubstr;

class Queueing : public MainWindowTest {
protected:
    Queueing() { use_workspace(); }
    void use_workspace() {
        window->set_workspace(QString::fromStdString((workspace / "w").string()), false);
        // The one before it is written, and what is there, if anything, is read.
        ASSERT_TRUE(QTest::qWaitFor([&] { return queue().is_saved() && queue().is_loaded(); }));
    }
    /// The window is closed and another one opened on the same workspace.
    void restart() {
        window->close();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }));
        window.reset();
        window = std::make_unique<MainWindow>(FakeCore::api);
        window->resize(1280, 800);
        window->show();
        use_workspace();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !entries().empty(); }));
    }
    RunQueue& queue() { return window->queue(); }
    QueueView& view() { return *bench().queue(); }
    const std::vector<QueueEntry>& entries() { return queue().list().entries(); }
    QueueState state(std::int64_t id) {
        const QueueEntry* entry = queue().list().find(id);
        return entry ? entry->state : QueueState::queued;
    }
    bool comes_to(std::int64_t id, QueueState wanted) {
        return QTest::qWaitFor([&] { return state(id) == wanted; });
    }
    std::int64_t add(const std::string& data) {
        ExperimentOptions options;
        options.data.data = data;
        return queue().add(options, data.substr(1));
    }
    std::vector<std::int64_t> order() {
        std::vector<std::int64_t> ids;
        for (const QueueEntry& entry : entries()) ids.push_back(entry.id);
        return ids;
    }
    /// As the form has it, by the key.
    std::int64_t enqueue() {
        QTest::keyClick(window.get(), Qt::Key_F7);
        return entries().empty() ? 0 : entries().back().id;
    }
    test::TemporaryFolder workspace;
};

TEST_F(Queueing, RunsOneAfterAnotherByItself) {
    FakeCore::hold_run = true;
    ASSERT_TRUE(open());
    const std::int64_t first = enqueue(), second = enqueue(), third = enqueue();
    ASSERT_TRUE(comes_to(first, QueueState::running));
    EXPECT_EQ(state(second), QueueState::queued);
    EXPECT_FALSE(window->session().busy());
    EXPECT_TRUE(QTest::qWaitFor([] { return FakeCore::runs == 1; })); // one at a time, once its thread has begun
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(third, QueueState::completed));
    EXPECT_EQ(state(first), QueueState::completed);
    EXPECT_EQ(state(second), QueueState::completed);
    EXPECT_EQ(FakeCore::runs, 3);
    EXPECT_NE(entries()[0].folder, entries()[1].folder);
    EXPECT_EQ(entries()[0].stages, 2);
    EXPECT_EQ(entries()[0].finished, 2);
}

TEST_F(Queueing, AUsersDayWithThreeExperimentsAndARestart) {
    FakeCore::hold_run = true;
    ASSERT_TRUE(open());
    const std::int64_t first = enqueue(), second = enqueue();
    const std::int64_t bad = add("/bad");
    ASSERT_TRUE(comes_to(first, QueueState::running));
    window->show_view("Queue");
    EXPECT_EQ(bench().views()->front_view(), "Queue");
    // The failing one first.
    view().table()->select(bad);
    view().up->trigger();
    EXPECT_THAT(order(), ElementsAre(first, bad, second));
    // Pause and go on.
    view().pause->trigger();
    ASSERT_TRUE(comes_to(first, QueueState::paused));
    window->actions().pause->trigger(); // F6 does the same
    ASSERT_TRUE(comes_to(first, QueueState::running));
    // Stop it: the next one begins.
    view().stop->trigger();
    ASSERT_TRUE(comes_to(first, QueueState::stopped));
    ASSERT_TRUE(comes_to(bad, QueueState::running));
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(bad, QueueState::failed));
    // The failed one stops nobody.
    ASSERT_TRUE(comes_to(second, QueueState::completed));
    view().table()->select(bad);
    EXPECT_THAT(view().details()->problem().toStdString(), HasSubstr("free some space"));
    EXPECT_EQ(view().details()->stages()->state("MetaModelNet"), StageList::State::failed);
    EXPECT_THAT(view().details()->log()->toPlainText().toStdString(), HasSubstr("a warning"));
    // Continued in its own folder.
    const std::string folder = queue().list().find(first)->folder;
    FakeCore::hold_run = true;
    view().table()->select(first);
    view().proceed->trigger();
    ASSERT_TRUE(comes_to(first, QueueState::running));
    ASSERT_TRUE(QTest::qWaitFor([] { return FakeCore::runs == 4; }));
    const std::int64_t waits = enqueue();
    // The window is closed in between.
    restart();
    EXPECT_EQ(FakeCore::last_out, folder);
    EXPECT_EQ(state(first), QueueState::interrupted);
    EXPECT_EQ(state(bad), QueueState::failed);
    EXPECT_EQ(state(second), QueueState::completed);
    EXPECT_EQ(state(waits), QueueState::queued);
    EXPECT_TRUE(queue().held());
    EXPECT_EQ(FakeCore::runs, 4); // nothing begins before the user says so
    EXPECT_THAT(view().note_text().toStdString(), HasSubstr("held"));
    FakeCore::hold_run = false;
    view().table()->select(first);
    EXPECT_TRUE(view().proceed->isEnabled());
    view().proceed->trigger();
    view().hold->trigger();
    ASSERT_TRUE(comes_to(waits, QueueState::completed));
    EXPECT_EQ(state(first), QueueState::completed);
    EXPECT_EQ(queue().list().find(first)->folder, folder);
    view().clear->trigger();
    EXPECT_THAT(order(), ElementsAre(bad));
}

TEST_F(Queueing, OutOfMemoryIsToldApartFromOtherFailures) {
    const std::int64_t huge = add("/huge"), after = add("/made-up");
    ASSERT_TRUE(comes_to(after, QueueState::completed));
    EXPECT_EQ(state(huge), QueueState::out_of_memory);
    EXPECT_NE(queue().list().find(huge)->mend, "");
}

TEST_F(Queueing, OtherDataCanBeExploredMeanwhileAndTheViewsStayWithIt) {
    FakeCore::hold_run = true;
    ASSERT_TRUE(open("/first"));
    const std::int64_t id = enqueue();
    ASSERT_TRUE(comes_to(id, QueueState::running));
    ASSERT_TRUE(open("/second"));
    EXPECT_EQ(bench().dataset().source, "/second");
    EXPECT_EQ(bench().results()->row_count(), 0);
    EXPECT_EQ(bench().stages()->stage_count(), 0);
    EXPECT_TRUE(window->actions().pause->isEnabled());
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    EXPECT_EQ(bench().dataset().source, "/second");
    EXPECT_EQ(bench().results()->row_count(), 0);
    EXPECT_EQ(bench().form()->options().data.data, "/second");
}

TEST_F(Queueing, ShowBringsTheLiveViewsOfTheOneThatRuns) {
    FakeCore::hold_run = true;
    ASSERT_TRUE(open("/first"));
    const std::int64_t id = enqueue();
    ASSERT_TRUE(open("/second"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().record().results.size() == 7 && queue().stage(); }));
    view().table()->select(id);
    view().show_run->trigger();
    EXPECT_EQ(bench().views()->front_view(), "Training");
    EXPECT_EQ(bench().dataset().source, "/first");
    EXPECT_EQ(bench().form()->options().data.data, "/first");
    EXPECT_EQ(bench().results()->row_count(), 7);
    EXPECT_EQ(bench().stages()->state("MetaModelNet"), StageList::State::running);
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    EXPECT_EQ(bench().stages()->done_count(), 2);
    EXPECT_EQ(window->session().record().state, RunState::completed);
    EXPECT_EQ(bench().views()->front_view(), "Accuracy");
}

TEST_F(Queueing, WhoeverOpensOtherDataNoLongerFollows) {
    FakeCore::hold_run = true;
    ASSERT_TRUE(open("/first"));
    const std::int64_t id = enqueue();
    ASSERT_TRUE(comes_to(id, QueueState::running));
    view().table()->select(id);
    view().show_run->trigger();
    ASSERT_TRUE(open("/second"));
    QSignalSpy reported(&queue(), &RunQueue::reported);
    ASSERT_TRUE(QTest::qWaitFor([&] { return reported.count() >= 3; })); // the run goes on reporting
    EXPECT_EQ(bench().stages()->stage_count(), 0);
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    EXPECT_EQ(bench().results()->row_count(), 0);
    EXPECT_EQ(window->session().record().options.data.data, "");
}

TEST_F(Queueing, RunOffersToQueueWhileSomethingRuns) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_and_hold());
    window->actions().run->trigger();
    auto* box = window->findChild<QMessageBox*>("offer_to_queue");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(entries().empty());
    box->defaultButton()->click();
    ASSERT_EQ(entries().size(), 1u);
    const std::int64_t id = entries().front().id;
    EXPECT_EQ(state(id), QueueState::queued); // it waits for the run of the window
    EXPECT_THAT(view().note_text().toStdString(), HasSubstr("waits for the run of the window"));
    FakeCore::hold_run = false;
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    EXPECT_EQ(FakeCore::runs, 2);
}

TEST_F(Queueing, TheLogIsReadWhileTheRunGoesOn) {
    FakeCore::hold_run = true;
    const std::int64_t id = add("/made-up");
    view().table()->select(id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view().details()->log()->warning_count() == 1; }));
    EXPECT_EQ(state(id), QueueState::running);
    EXPECT_THAT(view().details()->facts().toStdString(), HasSubstr("1 of 2 stages done"));
    EXPECT_THAT(view().details()->facts().toStdString(), HasSubstr("MiB now"));
    EXPECT_EQ(view().details()->stages()->text("MetaModelNet"), "50 of 100 steps");
    EXPECT_THAT(status(), HasSubstr("Queue"));
}

TEST_F(Queueing, RunsAgainWithAChange) {
    ASSERT_TRUE(open());
    const std::int64_t id = enqueue();
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    view().table()->select(id);
    view().again->trigger();
    EXPECT_EQ(entries().size(), 2u);
    ASSERT_TRUE(open("/other"));
    QSignalSpy opened(window.get(), &MainWindow::opened);
    view().change->trigger();
    ASSERT_TRUE(opened.count() > 0 || opened.wait(5000));
    EXPECT_EQ(bench().form()->options().data.data, "/made-up");
    EXPECT_EQ(bench().views()->front_view(), "Queue") << "it goes on where it was asked for";
    EXPECT_THAT(status(), HasSubstr("F7"));
    type("seeds", "3");
    const std::int64_t changed = enqueue();
    EXPECT_EQ(queue().list().find(changed)->options.run.seeds, 3);
    EXPECT_EQ(title_of(*queue().list().find(changed)), "made-up · 3 seeds");
}

TEST_F(Queueing, IsInItsFileAtEveryMomentSoThatAKillLosesNothing) {
    FakeCore::hold_run = true;
    const std::int64_t first = add("/made-up"), second = add("/made-up");
    const std::string file = (workspace / "w/queue.json").string();
    const auto kept = [&] {
        try {
            return queue_from_json(test::text_of(file), file);
        } catch (const Error&) { // not there yet
            return std::vector<QueueEntry>();
        }
    };
    std::vector<QueueEntry> left;
    ASSERT_TRUE(QTest::qWaitFor([&] {
        left = kept();
        return left.size() == 2 && !left[0].folder.empty();
    }));
    QueueList after;
    after.restore(left);
    EXPECT_EQ(after.find(first)->state, QueueState::interrupted);
    EXPECT_NE(after.find(first)->folder, ""); // where it is taken up again
    EXPECT_EQ(after.find(second)->state, QueueState::queued);
}

TEST_F(Queueing, TheTimeOfAPauseIsNotItsTime) {
    FakeCore::hold_run = true;
    const std::int64_t id = add("/made-up");
    ASSERT_TRUE(comes_to(id, QueueState::running));
    double paused = 0;
    const auto pause = [&] {
        queue().pause();
        ASSERT_TRUE(comes_to(id, QueueState::paused));
        const double before = queue().seconds();
        QElapsedTimer clock;
        clock.start();
        ASSERT_TRUE(QTest::qWaitFor([&] { return clock.elapsed() >= 300; }));
        EXPECT_EQ(queue().seconds(), before);
        paused += static_cast<double>(clock.elapsed()) / 1000;
    };
    const double first = queue().seconds();
    QElapsedTimer all;
    all.start();
    pause();
    const double before = queue().seconds();
    queue().resume();
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().seconds() > before; }));
    pause();
    FakeCore::fail_run = true, FakeCore::hold_run = false;
    queue().resume();
    ASSERT_TRUE(comes_to(id, QueueState::failed));
    const double ran = static_cast<double>(all.elapsed()) / 1000 - paused;
    EXPECT_LT(queue().list().find(id)->seconds, first + ran + 0.02) << paused << " s more were pauses";
}

TEST_F(Queueing, AKilledOneIsToldAsFarAsItsFolderTells) {
    QueueEntry killed;
    killed.id = 3, killed.name = "made-up", killed.folder = "/runs/killed", killed.state = QueueState::running;
    killed.stages = 2; // when its folder was chosen none was finished yet
    test::write_text(workspace / "k/queue.json", queue_to_json({killed}));
    window->set_workspace(QString::fromStdString((workspace / "k").string()), false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !entries().empty() && entries()[0].finished == 2; }));
    EXPECT_EQ(state(3), QueueState::interrupted);
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().is_saved(); }));
    const std::string file = (workspace / "k/queue.json").string();
    EXPECT_EQ(queue_from_json(test::text_of(file), file)[0].finished, 2);
}

TEST_F(Queueing, AKilledOneIsToldAlsoWhenTheReaderIsBusyAsItsQueueIsRead) {
    QueueEntry early, killed;
    early.id = killed.id = 3; // of two workspaces
    early.name = killed.name = "made-up";
    early.folder = "/runs/early", early.state = QueueState::stopped;
    killed.folder = "/runs/killed", killed.state = QueueState::running;
    killed.stages = 2;
    test::write_text(workspace / "e/queue.json", queue_to_json({early}));
    test::write_text(workspace / "k/queue.json", queue_to_json({killed}));
    window->set_workspace(QString::fromStdString((workspace / "e").string()), false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !entries().empty(); }));
    FakeCore::hold_results = true;
    view().table()->select(3);
    ASSERT_TRUE(QTest::qWaitFor([] { return FakeCore::results_read > 0; })); // it is being read
    window->set_workspace(QString::fromStdString((workspace / "k").string()), false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !entries().empty() && entries()[0].folder == "/runs/killed"; }));
    EXPECT_EQ(entries()[0].finished, 0);
    FakeCore::hold_results = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return entries()[0].finished == 2; })) << "by itself, and from its own folder";
    EXPECT_EQ(state(3), QueueState::interrupted);
}

TEST_F(Queueing, OfThoseSelectedWhileAnotherIsReadTheLastOneIsShown) {
    std::vector<QueueEntry> kept(3);
    for (int i = 0; i < 3; ++i) {
        QueueEntry& entry = kept[static_cast<std::size_t>(i)];
        entry.id = i + 1, entry.name = "made-up", entry.folder = "/runs/" + std::to_string(i);
        entry.state = QueueState::completed;
    }
    test::write_text(workspace / "k/queue.json", queue_to_json(kept));
    window->set_workspace(QString::fromStdString((workspace / "k").string()), false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return entries().size() == 3; }));
    FakeCore::hold_results = true;
    view().table()->select(1);
    ASSERT_TRUE(QTest::qWaitFor([] { return FakeCore::results_read > 0; }));
    view().table()->select(2);
    view().table()->select(3);
    EXPECT_EQ(view().details()->stages()->done_count(), 0);
    FakeCore::hold_results = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return view().details()->stages()->done_count() == 2; }));
    EXPECT_NE(queue().trace(3), nullptr);
}

TEST_F(Queueing, WhatIsAddedWhileTheWorkspaceChangesGoesAlong) {
    FakeCore::hold_run = true;
    queue().set_held(true);
    const std::int64_t before = add("/made-up"); // is being written
    queue().set_workspace(QString::fromStdString((workspace / "other").string()));
    const std::int64_t along = add("/made-up");
    queue().set_held(false);
    const std::string file = (workspace / "other/queue.json").string();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return std::filesystem::exists(file) && test::text_of(file).find("running") != std::string::npos; }));
    EXPECT_EQ(state(along), QueueState::running);
    EXPECT_EQ(entries().size(), 1u);
    EXPECT_NE(before, along);
    EXPECT_THAT(test::text_of(workspace / "w/queue.json"), HasSubstr("queued"));
}

TEST_F(Queueing, AFileThatCannotBeReadIsToldOfAndNotOverwritten) {
    test::write_text(workspace / "x/queue.json", "rubbish");
    QSignalSpy failed(window.get(), &MainWindow::failed);
    window->set_workspace(QString::fromStdString((workspace / "x").string()), false);
    ASSERT_TRUE(failed.count() > 0 || failed.wait(5000));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("queue cannot be read"));
    const std::int64_t id = add("/made-up");
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().is_saved(); })); // whatever was to be written
    EXPECT_EQ(test::text_of(workspace / "x/queue.json"), "rubbish");
}

TEST_F(Queueing, OfTwoWhydahsOneKeepsTheQueue) {
    const std::int64_t id = add("/made-up");
    ASSERT_TRUE(comes_to(id, QueueState::completed));
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().is_saved(); }));
    const std::string before = test::text_of(workspace / "w/queue.json");
    MainWindow other(FakeCore::api);
    other.set_workspace(QString::fromStdString((workspace / "w").string()), false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !other.queue().is_kept(); }));
    EXPECT_TRUE(other.queue().list().entries().empty());
    const std::int64_t own = other.queue().add({}, "own");
    ASSERT_TRUE(QTest::qWaitFor([&] { return is_over(other.queue().list().find(own)->state); }));
    EXPECT_EQ(test::text_of(workspace / "w/queue.json"), before);
    EXPECT_THAT(other.workbench().queue()->note_text().toStdString(), HasSubstr("Another Whydah"));
}

TEST_F(Queueing, TheWindowIsNeverHeld) {
    ASSERT_TRUE(open());
    FakeCore::hold_run = true;
    for (int i = 0; i < 30; ++i) add("/made-up");
    window->show_view("Queue");
    QSignalSpy reported(&queue(), &RunQueue::reported);
    ASSERT_TRUE(QTest::qWaitFor([&] { return reported.count() >= 3 && queue().is_saved(); })); // all of it goes on
    double longest = 0;
    const auto clocked = [&](auto&& deed) {
        const double waited = test::waited_for_processor();
        QElapsedTimer clock;
        clock.start();
        deed();
        longest = std::max(longest,
                           static_cast<double>(clock.nsecsElapsed()) / 1e6 - (test::waited_for_processor() - waited));
    };
    clocked([&] { add("/made-up"); });
    clocked([&] { queue().move(entries().back().id, 1); });
    clocked([&] { view().table()->select(entries()[5].id); });
    clocked([&] { view().pause->trigger(); });
    clocked([&] { view().pause->trigger(); });
    clocked([&] { view().table()->select(entries()[0].id); });
    clocked([&] { view().show_run->trigger(); });
    clocked([&] { view().stop->trigger(); });
    std::printf("longest call of the queue: %.1f ms\n", longest);
    EXPECT_LT(longest, 50);
    queue().set_held(true);
    queue().stop();
}

} // namespace
} // namespace whydah
