#include "app/paper_presets.h"
#include "app/start_entry.h"
#include "app/start_page.h"
#include "app/view_tabs.h"
#include "app/workspace.h"
#include "support/temporary_folder.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QSettings>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using testing::HasSubstr;

class Start : public test::MainWindowTest {
protected:
    Start() {
        QSettings().remove("workspace");
        QSettings().remove("recent_workspaces");
        again();
    }
    void again() {
        window = std::make_unique<MainWindow>(FakeCore::api);
        window->resize(1280, 800);
        window->show();
    }
    StartPage& page() { return window->start_page(); }
    /// The menu of a preset as it opens.
    QList<QAction*> menu_of(const QString& preset) {
        StartEntry* entry = page().entry(preset);
        if (!entry || !entry->menu()) return {};
        Q_EMIT entry->menu()->aboutToShow();
        return entry->menu()->actions();
    }
    static QAction* named(const QList<QAction*>& actions, const QString& start) {
        for (QAction* action : actions)
            if (action->text().startsWith(start)) return action;
        return nullptr;
    }
    bool opens(const std::function<void()>& wish) {
        QSignalSpy opened(window.get(), &MainWindow::opened);
        wish();
        return opened.count() > 0 || opened.wait(5000);
    }
};

TEST_F(Start, TellsTheFirstStepsUntilSomethingWasOpen) {
    EXPECT_TRUE(page().is_empty());
    ASSERT_NE(page().entry("First steps"), nullptr);
    EXPECT_TRUE(page().entry("First steps")->isVisible());
    ASSERT_TRUE(open("/mine"));
    again();
    EXPECT_FALSE(page().is_empty());
    EXPECT_EQ(page().entry("First steps"), nullptr);
    EXPECT_NE(page().entry("/mine"), nullptr);
}

TEST_F(Start, IsCompleteBeforeTheCoreWasAskedForAnything) {
    StartPage alone; // no window, no core, no thread
    alone.show_recent({{"/net/far/away", false}});
    alone.show_workspaces("/net/far/work", {"/net/far/work", "/net/gone"});
    alone.resize(1280, 720);
    alone.show();
    EXPECT_NE(alone.entry("/net/far/away"), nullptr);
    EXPECT_NE(alone.entry("/net/gone"), nullptr);
    EXPECT_NE(alone.entry("Table 1"), nullptr);
}

TEST_F(Start, NamesEveryPresetThatShips) {
    const QDir folder(QFile::decodeName(WHYDAH_SOURCE "/resources/presets"));
    const QStringList files = folder.entryList({"*.json"});
    ASSERT_GE(files.size(), 7);
    const std::vector<Preset> presets = paper_presets();
    ASSERT_EQ(static_cast<qsizetype>(presets.size()), files.size());
    for (const Preset& preset : presets) {
        EXPECT_FALSE(preset.about.empty());
        EXPECT_NE(page().entry(QString::fromStdString(preset.title).section(": ", 0, 0)), nullptr) << preset.title;
    }
}

/// "name" of every option whose value in the file is not what the options have.
QStringList not_taken(const QJsonObject& file, const ExperimentOptions& options) {
    QStringList names = file.keys();
    visit_fields(options, [&](const Field& field, const auto& value) {
        const auto name = QString::fromStdString(std::string(field.name));
        if (!file.contains(name)) return;
        QStringList texts;
        for (const QJsonValue& one : file[name].isArray() ? file[name].toArray() : QJsonArray{file[name]})
            texts << one.toVariant().toString();
        if (texts.join(',').toStdString() == option_text(value)) names.removeAll(name);
    });
    return names;
}

TEST_F(Start, ReadsEveryOptionOfEveryPreset) {
    for (const Preset& preset : paper_presets()) {
        QFile file(QString(WHYDAH_SOURCE "/resources/presets/%1.json").arg(QString::fromStdString(preset.name)));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonArray runs = json["runs"].toArray({QJsonObject()});
        ASSERT_EQ(static_cast<qsizetype>(preset.runs.size()), runs.size());
        for (qsizetype i = 0; i < runs.size(); ++i) {
            QJsonObject wanted = json["options"].toObject();
            const QJsonObject own = runs[i]["options"].toObject();
            for (auto one = own.begin(); one != own.end(); ++one) wanted[one.key()] = one.value();
            EXPECT_EQ(not_taken(wanted, preset.runs[static_cast<std::size_t>(i)].options), QStringList())
                << preset.name;
        }
    }
}

TEST_F(Start, AllRunsOfATableGoIntoTheQueueAtOnce) {
    ASSERT_TRUE(open("/mine"));
    type("backbone", "/net.pt");
    ASSERT_TRUE(run_to_end());
    window->actions().start_page->trigger();
    EXPECT_EQ(named(menu_of("Table 1"), "All "), nullptr) << "it has one run only";
    QAction* all = named(menu_of("Table 3"), "All 3 into the queue");
    ASSERT_NE(all, nullptr);
    ASSERT_NE(all->menu(), nullptr);
    QAction* mine = named(all->menu()->actions(), "mine");
    ASSERT_NE(mine, nullptr);
    window->queue().set_held(true);
    mine->trigger();
    EXPECT_FALSE(window->shows_start_page());
    EXPECT_EQ(bench().views()->front_view(), "Queue");
    const std::vector<QueueEntry>& queued = window->queue().list().entries();
    ASSERT_EQ(queued.size(), 3U);
    const char* scenarios[] = {"features", "fix_ft", "recur_ft"};
    const char* names[] = {"mine pre-trained", "mine fine-tuned", "mine recursive"};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(queued[i].name, names[i]);
        EXPECT_EQ(queued[i].options.network.scenario, scenarios[i]);
        EXPECT_EQ(queued[i].options.data.data, "/mine");
        EXPECT_EQ(queued[i].options.run.seeds, 3);
    }
    EXPECT_EQ(queued[0].options.features.backbone, "resnet50") << "the preset's";
    EXPECT_THAT(status(), HasSubstr("3 experiments"));
}

TEST_F(Start, APresetFillsTheFormForRecentData) {
    ASSERT_TRUE(open("/mine"));
    type("backbone", "/net.pt");
    type("seeds", "7");
    ASSERT_TRUE(run_to_end());
    window->actions().start_page->trigger();
    ASSERT_TRUE(window->shows_start_page());
    QAction* mine = named(menu_of("Table 1"), "mine");
    ASSERT_NE(mine, nullptr);
    ASSERT_TRUE(opens([&] { mine->trigger(); }));
    EXPECT_FALSE(window->shows_start_page());
    const ExperimentOptions options = bench().form()->options();
    EXPECT_EQ(options.data.data, "/mine");
    EXPECT_EQ(options.data.split, "sun");
    EXPECT_EQ(options.run.seeds, 3) << "the experiment's, not what was there";
    EXPECT_EQ(options.features.backbone, "/net.pt") << "the data set's network";
    EXPECT_EQ(FakeCore::last_opened.data.split, "sun");
}

TEST_F(Start, APresetOfSeveralRunsOffersEach) {
    RecentDatasets::add_data("/mine", {});
    again();
    const QList<QAction*> runs = menu_of("Table 3");
    ASSERT_EQ(runs.size(), 5) << "all at once, a line, and each of the three";
    QAction* tuned = named(runs, "fine-tuned");
    ASSERT_NE(tuned, nullptr);
    ASSERT_TRUE(opens([&] { named(tuned->menu()->actions(), "mine")->trigger(); }));
    EXPECT_EQ(bench().form()->options().network.scenario, "fix_ft");
    EXPECT_EQ(bench().form()->options().features.backbone, "resnet50");
}

TEST_F(Start, WithoutRecentDataAPresetAsksForAFolderOrAFile) {
    const QList<QAction*> choices = menu_of("Fig. 3");
    EXPECT_NE(named(choices, "A folder"), nullptr);
    EXPECT_NE(named(choices, "A single file"), nullptr);
}

TEST_F(Start, ARecentWorkspaceOpensWithItsRuns) {
    const test::TemporaryFolder first, second;
    const QString a = QString::fromStdString(first.path().string()), b = QString::fromStdString(second.path().string());
    window->set_workspace(a, true);
    window->set_workspace(b, true);
    again();
    ASSERT_NE(page().entry(a), nullptr);
    page().entry(a)->click();
    EXPECT_EQ(window->library().workspace(), a);
    EXPECT_FALSE(window->shows_start_page());
    EXPECT_EQ(bench().views()->front_view(), "Runs");
    EXPECT_EQ(remembered_workspace(), a);
}

TEST_F(Start, AWorkspaceThatIsGoneIsToldOfOnceAndGrey) {
    const test::TemporaryFolder there;
    const QString folder = QString::fromStdString(there.path().string());
    window->set_workspace("/net/gone", true);
    window->set_workspace(folder, true);
    page().entry("/net/gone")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->errors().isVisible(); }));
    EXPECT_EQ(window->errors().where(), "/net/gone");
    window->errors().clear();
    window->library().refresh();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->library().busy(); }));
    EXPECT_FALSE(window->errors().isVisible());
    window->actions().start_page->trigger();
    EXPECT_TRUE(page().entry("/net/gone")->is_missing());
    page().entry(folder)->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->library().is_read() && !window->library().busy(); }));
    EXPECT_FALSE(window->errors().isVisible());
}

TEST_F(Start, AWorkspaceIsTakenFromTheListButTheOpenOneStays) {
    window->set_workspace("/net/one", true);
    window->set_workspace("/net/two", true);
    QTest::keyClick(page().entry("/net/one"), Qt::Key_Delete);
    EXPECT_EQ(page().entry("/net/one"), nullptr);
    EXPECT_FALSE(recent_workspaces().contains("/net/one"));
    QTest::keyClick(page().entry("/net/two"), Qt::Key_Delete);
    EXPECT_NE(page().entry("/net/two"), nullptr);
}

TEST_F(Start, RunsOfTheWorkspaceComeFirst) {
    const test::TemporaryFolder folder; // a workspace that is not there has no runs
    const QString workspace = QString::fromStdString((folder / "kept").string()), ours = workspace + "/runs/ours";
    std::filesystem::create_directories(workspace.toStdString());
    window->set_workspace(workspace, true);
    RecentDatasets::add_run(ours);
    for (const char* other : {"/x/1", "/x/2", "/x/3", "/x/4"}) RecentDatasets::add_run(other);
    window->actions().start_page->trigger();
    EXPECT_NE(page().entry(ours), nullptr);
    EXPECT_EQ(page().entry("/x/1"), nullptr) << "the oldest of the others has no room";
    RunEntry best;
    best.id = 1, best.folder = (workspace + "/runs/best").toStdString(), best.name = "the best", best.dataset = "birds";
    FakeCore::kept_runs = {best};
    window->show_view("Runs");
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->library().is_read() && !window->library().busy(); }));
    window->actions().start_page->trigger();
    EXPECT_NE(page().entry("the best"), nullptr) << "as the list of runs has it";
}

TEST_F(Start, CanBeLeftByEscapeOnceDataIsOpen) {
    ASSERT_TRUE(open("/mine"));
    window->activateWindow();
    QTest::keyClick(window.get(), Qt::Key_Home, Qt::AltModifier);
    ASSERT_TRUE(window->shows_start_page());
    QTest::keyClick(&page(), Qt::Key_Escape);
    EXPECT_FALSE(window->shows_start_page());
    window->actions().start_page->trigger();
    window->show_view("Accuracy");
    EXPECT_FALSE(window->shows_start_page());
}

TEST_F(Start, ArrowKeysGoThroughItsLists) {
    RecentDatasets::add_data("/first", {});
    RecentDatasets::add_data("/second", {});
    again();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    page().entry("/second")->setFocus();
    QTest::keyClick(page().entry("/second"), Qt::Key_Down);
    EXPECT_TRUE(page().entry("/first")->hasFocus());
    QTest::keyClick(page().entry("/first"), Qt::Key_Up);
    EXPECT_TRUE(page().entry("/second")->hasFocus());
    ASSERT_TRUE(opens([&] { QTest::keyClick(page().entry("/second"), Qt::Key_Return); }));
    EXPECT_EQ(bench().dataset().source, "/second");
}

TEST_F(Start, TheCrossRemovesAndTheRestOpens) {
    RecentDatasets::add_data("/first", {});
    RecentDatasets::add_data("/second", {});
    again();
    StartEntry* first = page().entry("/first");
    QTest::mouseClick(first, Qt::LeftButton, {}, QPoint(first->width() - 16, first->height() / 2));
    EXPECT_EQ(page().entry("/first"), nullptr);
    EXPECT_TRUE(window->shows_start_page());
    ASSERT_TRUE(opens([&] { QTest::mouseClick(page().entry("/second"), Qt::LeftButton); }));
}

TEST_F(Start, FitsASmallWindowWithoutScrolling) {
    RecentDatasets::clear();
    for (int i = 0; i < 6; ++i)
        RecentDatasets::add_data(QString("/data/%1").arg(i), {}), RecentDatasets::add_run(QString("/r/%1").arg(i));
    for (int i = 0; i < 6; ++i) window->set_workspace(QString("/w/%1").arg(i), true);
    again();
    QTest::qWait(20);
    for (StartEntry* entry : page().findChildren<StartEntry*>())
        if (!entry->isHidden() && entry->text() != "") {
            const QRect at(entry->mapTo(&page(), QPoint()), entry->size());
            EXPECT_TRUE(page().rect().contains(at)) << entry->text().toStdString();
        }
}

} // namespace
} // namespace whydah
