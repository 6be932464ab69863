#include "core/store/run_store.h"

#include "core/store/run_lock.h"
#include "core/store/sqlite_database.h"
#include "made_workspace.h"
#include "records/error.h"

#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::make_run;
using test::run_named;
using test::runs_of;
using test::TemporaryFolder;
using test::text_of;
using test::write_text;
using testing::HasSubstr;
namespace fs = std::filesystem;

TEST(RunStore, ListsWhatTheFoldersSay) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/older", "birds", 1'700'000'000);
    make_run(workspace / "runs/newer", "fish", 1'700'000'100);
    const auto runs = runs_of(workspace.path());
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].name, "newer") << "the one that began last comes first";
    EXPECT_EQ(runs[0].dataset, "fish");
    EXPECT_EQ(runs[0].folder, fs::canonical(workspace / "runs/newer").string());
    EXPECT_THAT(runs[0].methods, testing::ElementsAre("plain", "meta_model_net"));
    EXPECT_EQ(runs[0].seeds, 2);
    EXPECT_EQ(runs[0].state, RunState::completed);
    EXPECT_EQ(runs[0].seconds, 12);
    // plain: 0.9, 0.6, 0.3 and 0.4 in the second seed
    const MethodAccuracy* plain = runs[0].accuracy("plain");
    ASSERT_NE(plain, nullptr);
    EXPECT_NEAR(plain->mean, (0.6 + 1.9 / 3) / 2, 1e-6);
    EXPECT_NEAR(plain->best, 1.9 / 3, 1e-6);
    EXPECT_NEAR(*plain->sd, (1.9 / 3 - 0.6) / std::sqrt(2), 1e-6);
    EXPECT_EQ(plain->seeds, 2);
    EXPECT_EQ(runs[0].accuracy("focal_loss"), nullptr);
    EXPECT_EQ(runs_of(workspace.path()), runs) << "the same from the list as from the folders";
}

TEST(RunStore, FindsPresetsRunsAndThoseBesideRunsAndLooksNoDeeper) {
    const TemporaryFolder workspace;
    for (const char* name : {"runs/table2/SUN", "copied", "runs/a/b/c", "runs/a/b/c2/too_deep", ".hidden"})
        make_run(workspace / name);
    std::vector<std::string> names;
    for (const RunEntry& run : runs_of(workspace.path())) names.push_back(run.name);
    EXPECT_THAT(names, testing::UnorderedElementsAre("SUN", "copied", "c"));
}

TEST(RunStore, WritesNothingWhereThereIsNoRunAndNamesAFolderThatIsNotThere) {
    const TemporaryFolder workspace;
    EXPECT_TRUE(runs_of(workspace.path()).empty());
    EXPECT_TRUE(fs::is_empty(workspace.path()));
    EXPECT_THROW(runs_of(workspace / "nowhere"), Error);
}

TEST(RunStore, AFolderThatAppearsIsFoundAndOneThatVanishesIsMissingNotLost) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    runs_of(workspace.path());
    make_run(workspace / "runs/b", "fish");
    EXPECT_EQ(runs_of(workspace.path()).size(), 2U);
    change_runs(workspace.path(), {{.id = run_named(workspace.path(), "b").id, .note = "the good one"}});
    const TemporaryFolder elsewhere;
    fs::rename(workspace / "runs/b", elsewhere / "b");
    const RunEntry missing = run_named(workspace.path(), "b");
    EXPECT_TRUE(missing.missing);
    EXPECT_EQ(state_text(missing), "missing");
    EXPECT_EQ(missing.dataset, "fish");
    EXPECT_EQ(missing.note, "the good one");
    fs::rename(elsewhere / "b", workspace / "runs/b");
    EXPECT_FALSE(run_named(workspace.path(), "b").missing);
    EXPECT_EQ(run_named(workspace.path(), "b").id, missing.id);
}

TEST(RunStore, NameTagsAndNoteAreKeptInTheFolderAndGoAlongWithIt) {
    const TemporaryFolder workspace, other;
    make_run(workspace / "runs/a");
    const std::int64_t id = runs_of(workspace.path()).at(0).id;
    change_runs(workspace.path(), {{.id = id,
                                    .name = "first good",
                                    .note = "two\nlines \"quoted\"",
                                    .tags = std::vector<std::string>{"thesis", "µ"}}});
    change_runs(workspace.path(), {{.id = id, .note = "another"}});
    fs::create_directories(other / "runs");
    fs::copy(workspace / "runs/a", other / "runs/copy", fs::copy_options::recursive);
    for (const fs::path& place : {workspace.path(), other.path()}) {
        const RunEntry entry = runs_of(place).at(0);
        EXPECT_EQ(entry.name, "first good");
        EXPECT_EQ(entry.note, "another");
        EXPECT_THAT(entry.tags, testing::ElementsAre("thesis", "µ"));
    }
}

TEST(RunStore, DeletedRunsLieInTheTrashAndComeBack) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    make_run(workspace / "runs/b");
    const std::string before = text_of(workspace / "runs/a/per_class.csv");
    const std::int64_t id = run_named(workspace.path(), "a").id;
    change_runs(workspace.path(), {{.id = id, .deleted = true}});
    EXPECT_FALSE(fs::exists(workspace / "runs/a"));
    RunEntry gone = run_named(workspace.path(), "a");
    EXPECT_TRUE(gone.deleted);
    EXPECT_FALSE(gone.missing);
    EXPECT_EQ(text_of(fs::path(gone.folder) / "per_class.csv"), before) << "it can still be opened";
    make_run(workspace / "runs/a", "fish"); // its name is taken meanwhile
    change_runs(workspace.path(), {{.id = id, .deleted = false}});
    gone = run_named(workspace.path(), "a 2");
    EXPECT_EQ(gone.id, id);
    EXPECT_FALSE(gone.deleted);
    EXPECT_EQ(text_of(workspace / "runs/a 2/per_class.csv"), before);
    EXPECT_FALSE(fs::exists(workspace / "trash"));
    EXPECT_EQ(runs_of(workspace.path()).size(), 3U);
}

TEST(RunStore, OnlyEmptyingTheTrashRemovesAnything) {
    const TemporaryFolder workspace, elsewhere;
    make_run(workspace / "runs/a");
    make_run(workspace / "runs/b");
    make_run(elsewhere / "outside");
    add_run(workspace.path(), elsewhere / "outside");
    add_run(workspace.path(), workspace / "runs/b");
    EXPECT_EQ(runs_of(workspace.path()).size(), 3U);
    EXPECT_TRUE(run_named(workspace.path(), "outside").outside);
    for (const char* name : {"a", "outside"})
        change_runs(workspace.path(), {{.id = run_named(workspace.path(), name).id, .deleted = true}});
    EXPECT_TRUE(run_named(workspace.path(), "outside").deleted);
    empty_trash(workspace.path());
    ASSERT_EQ(runs_of(workspace.path()).size(), 1U);
    EXPECT_EQ(runs_of(workspace.path())[0].name, "b");
    EXPECT_TRUE(fs::exists(elsewhere / "outside/run.json")) << "what is not in the workspace is never removed";
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator(workspace.path())) left.push_back(entry.path().filename());
    EXPECT_THAT(left, testing::UnorderedElementsAre("runs", "runs.sqlite"));
}

TEST(RunStore, ARunThatIsWrittenCannotBeDeletedAndOneWhoseProcessDiedIsInterrupted) {
    const TemporaryFolder workspace;
    RunRecord record = test::made_run("birds");
    record.state = RunState::running;
    write_run(workspace / "runs/a", record);
    EXPECT_EQ(runs_of(workspace.path()).at(0).state, RunState::interrupted);
    const RunLock lock(workspace / "runs/a");
    const RunEntry running = runs_of(workspace.path()).at(0);
    EXPECT_EQ(running.state, RunState::running);
    EXPECT_THROW(change_runs(workspace.path(), {{.id = running.id, .deleted = true}}), Error);
    EXPECT_TRUE(fs::exists(workspace / "runs/a/run.json"));
    EXPECT_FALSE(runs_of(workspace.path()).at(0).deleted);
}

TEST(RunStore, AnUnreadableRunIsListedAsOne) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    write_text(workspace / "runs/a/run.json", "{\"whydah_run\": 1, ");
    const RunEntry entry = runs_of(workspace.path()).at(0);
    EXPECT_EQ(state_text(entry), "unreadable");
    EXPECT_THAT(entry.problem, HasSubstr("run.json"));
    make_run(workspace / "runs/a");
    EXPECT_EQ(state_text(runs_of(workspace.path()).at(0)), "completed");
}

TEST(RunStore, ARunFromBeforeStartsWereKeptHasOne) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    std::string card = text_of(workspace / "runs/a/run.json");
    for (const char* line : {" \"started\": 1700000000,\n", " \"losses\": 0,\n"}) {
        const std::size_t at = card.find(line);
        ASSERT_NE(at, std::string::npos);
        card.erase(at, std::string(line).size());
    }
    write_text(workspace / "runs/a/run.json", card);
    const auto age = std::time(nullptr) - runs_of(workspace.path()).at(0).started;
    EXPECT_GE(age, 11);
    EXPECT_LT(age, 100);
}

TEST(RunStore, IsMadeAnewFromTheFoldersAlsoTheTrash) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    make_run(workspace / "runs/b");
    runs_of(workspace.path());
    change_runs(workspace.path(), {{.id = run_named(workspace.path(), "b").id, .tags = std::vector<std::string>{"x"}}});
    change_runs(workspace.path(), {{.id = run_named(workspace.path(), "b").id, .deleted = true}});
    const auto before = runs_of(workspace.path());
    for (const char* damage :
         {"", "this is no database, though it is long enough to be taken for one by its size ........"}) {
        if (*damage)
            write_text(workspace / "runs.sqlite", std::string(4096, 'x') + damage);
        else
            fs::remove(workspace / "runs.sqlite");
        const auto after = runs_of(workspace.path());
        ASSERT_EQ(after.size(), 2U);
        const RunEntry b = run_named(workspace.path(), "b");
        EXPECT_TRUE(b.deleted);
        EXPECT_THAT(b.tags, testing::ElementsAre("x"));
        change_runs(workspace.path(), {{.id = b.id, .deleted = false}});
        EXPECT_TRUE(fs::exists(workspace / "runs/b/run.json"));
        change_runs(workspace.path(), {{.id = b.id, .deleted = true}});
    }
    EXPECT_TRUE(fs::exists(workspace / "runs.sqlite.damaged"));
}

TEST(RunStore, OpensAListOfVersionOneAndRefusesANewerOne) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/a");
    {
        const SqliteDatabase old(workspace / "runs.sqlite");
        old.execute(
            "CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL UNIQUE, name TEXT NOT "
            "NULL, dataset TEXT NOT NULL, methods TEXT NOT NULL, seeds INTEGER NOT NULL, state TEXT NOT NULL,"
            " started INTEGER NOT NULL, seconds REAL NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, stamp "
            "TEXT NOT NULL); PRAGMA user_version = 1;");
        const std::string stamp = "as it was";
        old.execute(
            "INSERT INTO runs VALUES (5, 'runs/a', 'old name', 'birds', 'plain', 1, 'completed', 7, 1.5, 'tag', "
            "'a note', '" +
            stamp +
            "'), (9, 'runs/gone', 'gone', 'fish', 'plain', 1, 'completed', 6, 1, 'kept',"
            " 'still known', '')");
    }
    const auto runs = runs_of(workspace.path());
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].id, 5);
    ASSERT_NE(runs[0].accuracy("plain"), nullptr) << "read from the folder: the old list had none";
    EXPECT_EQ(runs[1].id, 9);
    EXPECT_TRUE(runs[1].missing);
    EXPECT_EQ(runs[1].note, "still known");
    EXPECT_THAT(runs[1].tags, testing::ElementsAre("kept"));
    SqliteDatabase(workspace / "runs.sqlite").execute("PRAGMA user_version = 99");
    try {
        runs_of(workspace.path());
        FAIL() << "a newer version's list was taken";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("newer Whydah"));
    }
}

TEST(RunStore, ChangesCanBeTakenBack) {
    RunEntry before;
    before.id = 3, before.name = "a", before.note = "n", before.tags = {"t"};
    const RunChange change{.id = 3, .name = "b", .note = {}, .tags = std::vector<std::string>{}, .deleted = true};
    const RunChange back = inverse(change, before);
    EXPECT_EQ(back,
              (RunChange{.id = 3, .name = "a", .note = {}, .tags = std::vector<std::string>{"t"}, .deleted = false}));
    EXPECT_THAT(tags_from(" a,b ;; a, c d ,"), testing::ElementsAre("a", "b", "c d"));
    EXPECT_EQ(tags_text({"a", "c d"}), "a, c d");
}

TEST(RunStore, AThousandRunsAreListedQuickly) {
    const TemporaryFolder workspace;
    make_run(workspace / "runs/0");
    for (int i = 1; i < 1000; ++i) {
        fs::create_directories(workspace / ("runs/" + std::to_string(i)));
        for (const char* file : {"run.json", "options.json", "results.csv"})
            fs::copy_file(workspace / "runs/0" / file, workspace / ("runs/" + std::to_string(i)) / file);
    }
    const auto seconds = [](auto&& work) {
        const std::clock_t begin = std::clock(); // of the processor: other programs do not decide
        work();
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const double first = seconds([&] { EXPECT_EQ(runs_of(workspace.path()).size(), 1000U); });
    const double again = seconds([&] { EXPECT_EQ(runs_of(workspace.path()).size(), 1000U); });
    RecordProperty("first_ms", static_cast<int>(1000 * first));
    RecordProperty("again_ms", static_cast<int>(1000 * again));
    std::printf("1,000 runs: %.0f ms at first, %.0f ms again\n", 1000 * first, 1000 * again);
    EXPECT_LT(again, 0.2);
}

} // namespace
} // namespace whydah
