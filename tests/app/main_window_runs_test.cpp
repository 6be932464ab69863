#include "window_fixture.h"

#include "app/run_library.h"
#include "app/view_tabs.h"
#include "app/workspace.h"
#include "support/temporary_folder.h"
#include "widgets/made_runs.h"
#include "widgets/runs_table.h"
#include "widgets/runs_view.h"

#include <QAbstractButton>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using test::MainWindowTest;
using testing::ElementsAre;
using testing::HasSubstr;

class KeptRuns : public MainWindowTest {
protected:
    KeptRuns() {
        FakeCore::kept_runs = test::made_runs();
        window->set_workspace(QString::fromStdString(workspace.path().string()), false);
    }
    ~KeptRuns() override {
        FakeCore::release();
        window.reset(); // its jobs are over before what they read goes
        FakeCore::reset();
    }
    RunsView& view() { return *bench().runs(); }
    bool show_runs() {
        window->show_view("Runs");
        return rest();
    }
    bool rest() {
        return QTest::qWaitFor([&] { return window->library().is_read() && !window->library().busy(); });
    }
    const RunEntry& kept(std::int64_t id) {
        for (const RunEntry& run : FakeCore::kept_runs)
            if (run.id == id) return run;
        throw std::runtime_error("no such run");
    }
    test::TemporaryFolder workspace;
};

TEST_F(KeptRuns, TwoChosenOnesAreHeldAgainstEachOther) {
    for (RunEntry& run : FakeCore::kept_runs) {
        run.folder = (workspace / "runs" / run.name).string();
        test::write_text(std::filesystem::path(run.folder) / "run.json", "{}");
    }
    ASSERT_TRUE(show_runs());
    EXPECT_FALSE(view().compare->isEnabled());
    view().table()->selectRow(0);
    EXPECT_FALSE(view().compare->isEnabled());
    view().table()->selectAll();
    ASSERT_TRUE(view().compare->isEnabled());
    QSignalSpy compared(&window->comparisons(), &ComparisonSession::compared);
    QStringList chosen = view().table()->selected_folders();
    view().compare->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !compared.isEmpty() && !window->comparisons().busy(); }));
    EXPECT_EQ(bench().views()->front_view(), "Compare");
    EXPECT_EQ(window->session().record().options.run.out, chosen.front().toStdString());
    for (QString& folder : chosen) folder = QDir::cleanPath(folder);
    EXPECT_THAT(window->comparisons().folders(), testing::UnorderedElementsAreArray(chosen));
    // Asked again, nothing is there twice.
    window->show_view("Runs");
    view().compare->trigger();
    EXPECT_EQ(bench().views()->front_view(), "Compare");
    EXPECT_EQ(window->comparisons().folders().size(), chosen.size());
}

TEST_F(KeptRuns, AreReadOnlyWhenTheyAreLookedAtAndBeforeADataSetIsOpen) {
    QTest::qWait(100);
    EXPECT_EQ(FakeCore::listed, 0);
    EXPECT_TRUE(window->shows_start_page());
    ASSERT_TRUE(show_runs());
    EXPECT_FALSE(window->shows_start_page());
    EXPECT_EQ(bench().views()->front_view(), "Runs");
    EXPECT_THAT(view().table()->shown(), ElementsAre(3, 2, 1));
    EXPECT_FALSE(window->actions().run->isEnabled());
}

TEST_F(KeptRuns, ReadingDoesNotHoldTheWindow) {
    FakeCore::hold_listing = true;
    window->show_view("Runs");
    ASSERT_TRUE(QTest::qWaitFor([&] { return FakeCore::listed > 0; }));
    EXPECT_THAT(view().table()->hint().toStdString(), HasSubstr("Reading"));
    FakeCore::hold_listing = false;
    ASSERT_TRUE(rest());
    EXPECT_EQ(view().table()->shown().size(), 3U);
}

TEST_F(KeptRuns, ADeletedRunGoesAtOnceAndUndoBringsItBack) {
    ASSERT_TRUE(show_runs());
    view().table()->setFocus();
    view().table()->select({2});
    FakeCore::hold_listing = true;
    QTest::keyClick(view().table(), Qt::Key_Delete);
    EXPECT_THAT(view().table()->shown(), ElementsAre(3, 1)) << "before the disk has answered";
    EXPECT_THAT(view().table()->selected(), ElementsAre(1)) << "the next one is selected";
    EXPECT_EQ(view().done_text(), "Done: delete 1 run");
    FakeCore::hold_listing = false;
    ASSERT_TRUE(rest());
    EXPECT_TRUE(kept(2).deleted);
    QTest::keyClick(view().table(), Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(rest());
    EXPECT_FALSE(kept(2).deleted);
    EXPECT_THAT(view().table()->shown(), ElementsAre(3, 2, 1));
    EXPECT_EQ(view().done_text(), "");
    QTest::keyClick(view().table(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(rest());
    EXPECT_TRUE(kept(2).deleted);
}

TEST_F(KeptRuns, ChangesInQuickSuccessionAllArrive) {
    ASSERT_TRUE(show_runs());
    FakeCore::hold_listing = true;
    for (std::int64_t id : {1, 2, 3}) window->library().change({{.id = id, .name = "name " + std::to_string(id)}});
    window->library().change({{.id = 1, .note = "a note"}});
    EXPECT_EQ(window->library().runs().at(2).name, "name 1");
    FakeCore::hold_listing = false;
    ASSERT_TRUE(rest());
    for (std::int64_t id : {1, 2, 3}) EXPECT_EQ(kept(id).name, "name " + std::to_string(id));
    EXPECT_EQ(kept(1).note, "a note");
}

TEST_F(KeptRuns, AChangeThatCannotBeWrittenIsToldAndTakenBackInTheList) {
    ASSERT_TRUE(show_runs());
    FakeCore::fail_changes = true;
    window->library().change({{.id = 2, .deleted = true}});
    EXPECT_EQ(view().table()->shown().size(), 2U);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_EQ(window->errors().what(), "The disk is full");
    EXPECT_EQ(view().table()->shown().size(), 3U);
    EXPECT_FALSE(window->library().undo()->canUndo());
}

TEST_F(KeptRuns, TheTrashIsEmptiedOnlyAfterAYes) {
    FakeCore::kept_runs[0].deleted = true;
    ASSERT_TRUE(show_runs());
    const auto answer = [&](QMessageBox::ButtonRole role) {
        view().empty_trash->trigger();
        auto* box = window->findChild<QMessageBox*>();
        ASSERT_NE(box, nullptr);
        EXPECT_THAT(box->text().toStdString(), HasSubstr("Remove 1 run for good?"));
        for (QAbstractButton* button : box->buttons())
            if (box->buttonRole(button) == role) return button->click();
        FAIL() << "no such button";
    };
    answer(QMessageBox::RejectRole);
    ASSERT_TRUE(rest());
    EXPECT_EQ(FakeCore::kept_runs.size(), 3U);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->findChild<QMessageBox*>(); }));
    answer(QMessageBox::DestructiveRole);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->library().runs().size() == 2; }));
    EXPECT_EQ(FakeCore::kept_runs.size(), 2U);
}

TEST_F(KeptRuns, WhatAnotherProgramAddsAppearsByItself) {
    ASSERT_TRUE(show_runs());
    FakeCore::hold_listing = true; // no job reads the list while it grows
    const int listed = FakeCore::listed;
    ASSERT_TRUE(QTest::qWaitFor([&] { return FakeCore::listed > listed; }, 10'000));
    FakeCore::kept_runs.insert(FakeCore::kept_runs.begin(), test::made_entry(4, "from elsewhere", "fish"));
    FakeCore::hold_listing = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return view().table()->shown().size() == 4; }, 10'000));
    window->show_view("Distribution");
    QTest::qWait(100);
    const int seen = FakeCore::listed;
    QTest::qWait(RunLibrary::look_milliseconds + 500);
    EXPECT_EQ(FakeCore::listed, seen) << "nobody looks";
}

TEST_F(KeptRuns, ARunFromTheWindowIsWrittenToTheWorkspace) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    EXPECT_THAT(FakeCore::last_out, testing::StartsWith(workspace.path().string() + "/runs/made-up "));
    EXPECT_TRUE(FakeCore::added.empty());
    type("out", "/elsewhere/mine");
    ASSERT_TRUE(run_to_end());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->library().busy(); }));
    EXPECT_THAT(FakeCore::added, ElementsAre("/elsewhere/mine"));
}

TEST_F(KeptRuns, AChosenWorkspaceIsRememberedAndAGivenOneIsNot) {
    const QString chosen = QString::fromStdString(workspace.path().string());
    EXPECT_NE(remembered_workspace(), chosen);
    window->set_workspace(chosen + "/", true);
    EXPECT_EQ(remembered_workspace(), chosen);
    QSettings().remove("workspace");
}

TEST_F(KeptRuns, OpenARunOfTheListLeadsToIt) {
    ASSERT_TRUE(show_runs());
    test::write_text(workspace / "runs/second/run.json", "{}");
    FakeCore::kept_runs[1].folder = (workspace / "runs/second").string();
    window->library().refresh();
    ASSERT_TRUE(rest());
    view().table()->select({2});
    QSignalSpy opened(window.get(), &MainWindow::opened);
    QTest::keyClick(view().table(), Qt::Key_Return);
    ASSERT_TRUE(opened.count() > 0 || opened.wait(5000));
    EXPECT_EQ(window->session().record().options.run.out, (workspace / "runs/second").string());
    EXPECT_EQ(bench().views()->front_view(), "Accuracy");
}

} // namespace
} // namespace whydah
