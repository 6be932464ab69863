#include "app/view_tabs.h"
#include "support/temporary_folder.h"
#include "widgets/compare_view.h"
#include "widgets/run_strip.h"
#include "widgets/runs_view.h"
#include "window_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QMenu>
#include <QPushButton>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using testing::HasSubstr;

class MainWindowReportTest : public test::MainWindowTest {
protected:
    QString run_folder(const std::string& name) {
        std::filesystem::create_directories(folder / name);
        test::write_text(folder / (name + "/run.json"), "");
        return QString::fromStdString((folder / name).string());
    }
    /// A program in the place of whydah that keeps what it is asked for in "asked", a word a line.
    void write_with(const std::string& end) {
        const std::string asked = (folder / "asked").string();
        test::write_text(folder / "whydah", "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + asked + "'\n" + end);
        const QString program = QString::fromStdString((folder / "whydah").string());
        QFile(program).setPermissions(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
        window = std::make_unique<MainWindow>(FakeCore::api, program);
        window->show();
    }
    QString file() { return QString::fromStdString((folder / "my report.pdf").string()); }
    bool compares(int runs) {
        return QTest::qWaitFor(
            [&] { return bench().compare()->strip()->run_count() == runs && !window->comparisons().busy(); });
    }
    bool says(const std::string& text) {
        return QTest::qWaitFor([&] { return status().find(text) != std::string::npos; }, 5000);
    }
    test::TemporaryFolder folder;
};

TEST_F(MainWindowReportTest, TellsOfTheShownRunAndInCompareOfItsRuns) {
    EXPECT_FALSE(window->actions().save_report->isEnabled()) << "there is nothing yet";
    ASSERT_TRUE(open(run_folder("first")));
    ASSERT_TRUE(compares(1));
    EXPECT_TRUE(window->actions().save_report->isEnabled());
    EXPECT_FALSE(window->actions().save_report->shortcut().isEmpty());
    const QString shown = QString::fromStdString(window->session().record().options.run.out);
    EXPECT_EQ(window->report_order().runs, QStringList{shown});
    window->compare_with({run_folder("second")});
    ASSERT_TRUE(compares(2));
    ASSERT_EQ(bench().views()->front_view(), "Compare");
    window->comparisons().set_reference(RunMethod{1, "plain"});
    const ReportOrder order = window->report_order();
    EXPECT_EQ(order.runs, window->comparisons().folders());
    EXPECT_EQ(order.runs.size(), 2);
    EXPECT_EQ(order.against, "B:plain");
    EXPECT_EQ(order.bands, "100/20");
    window->show_view("Accuracy");
    EXPECT_EQ(window->report_order().runs, QStringList{shown});
    EXPECT_EQ(window->report_order().against, "");
}

TEST_F(MainWindowReportTest, IsWrittenByAnotherProgramWhichHoldsNothingUp) {
    write_with("sleep 0.3\n");
    QElapsedTimer clock;
    clock.start();
    window->save_report({.runs = {"/runs/a b", "/runs/c"}, .file = file(), .against = "A:plain", .bands = "99/21"});
    EXPECT_LT(clock.elapsed(), 100);
    ASSERT_TRUE(says("Report kept in " + file().toStdString()));
    EXPECT_EQ(test::text_of(folder / "asked"),
              "--report-file\n" + file().toStdString() + "\n--against\nA:plain\n--bands\n99/21\n/runs/a b\n/runs/c\n");
    EXPECT_FALSE(window->errors().isVisible());
}

TEST_F(MainWindowReportTest, RunsThatAreLeftOutAreToldOf) {
    write_with("echo 'a toolkit warns' >&2; echo 'whydah: left out: /runs/b: is gone' >&2; exit 3\n");
    window->save_report({.runs = {"/runs/a", "/runs/b"}, .file = file(), .against = {}, .bands = {}});
    ASSERT_TRUE(says("Report kept in"));
    EXPECT_TRUE(window->errors().isVisible());
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("1 run"));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("/runs/b: is gone"));
}

TEST_F(MainWindowReportTest, AReportThatFailsSaysWhyAndTheNextOneIsWritten) {
    write_with("case \"$2\" in *bad*) echo 'whydah: no room' >&2; exit 1;; esac\n");
    window->save_report({.runs = {"/runs/a"}, .file = "/bad.pdf", .against = {}, .bands = {}});
    window->save_report({.runs = {"/runs/a"}, .file = file(), .against = {}, .bands = {}});
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_THAT(window->errors().what().toStdString(), HasSubstr("report could not be written: no room"));
    EXPECT_EQ(window->errors().where(), "/bad.pdf");
    EXPECT_TRUE(says("Report kept in"));
}

TEST_F(MainWindowReportTest, CompareAndTheListOfRunsOfferItToo) {
    ASSERT_TRUE(open(run_folder("first")));
    ASSERT_TRUE(compares(1));
    QSignalSpy asked(bench().compare(), &CompareView::report_asked);
    const auto* button = bench().compare()->findChild<QPushButton*>(QStringLiteral("export"));
    ASSERT_NE(button, nullptr);
    for (QAction* action : button->menu()->actions())
        if (action->text().contains("report")) action->trigger();
    EXPECT_EQ(asked.count(), 1);
    EXPECT_TRUE(bench().runs()->menu_actions().contains(bench().runs()->report));
    EXPECT_FALSE(bench().runs()->report->isEnabled()) << "no run is selected";
}

} // namespace
} // namespace whydah
