#include "core/data/seed.h"
#include "made_workspace.h"
#include "records/error.h"
#include "support/killed_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

using test::killed_after;
using test::make_run;
using test::runs_of;
using test::TemporaryFolder;
namespace fs = std::filesystem;

/// What a user may do to one of the runs, over and over. @param tell gets the number of changes that are done
void change_forever(const fs::path& workspace, std::int64_t seed, const std::function<void(std::int64_t)>& tell) {
    Random random(seed_from(seed, "changes"));
    for (std::int64_t done = 1;; ++done) {
        const auto runs = runs_of(workspace);
        const RunEntry& run = runs[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(runs.size())))];
        RunChange change{.id = run.id, .name = {}, .note = {}, .tags = {}, .deleted = {}};
        switch (random.below(3)) {
        case 0:
            change.deleted = !run.deleted;
            break;
        case 1:
            change.note = "note " + std::to_string(done);
            break;
        default:
            change.tags = std::vector<std::string>{"tag " + std::to_string(done)};
        }
        change_runs(workspace, {change});
        tell(done);
    }
}

void expect_all_there(const fs::path& workspace, std::size_t count) {
    const auto runs = runs_of(workspace);
    ASSERT_EQ(runs.size(), count) << "a run is lost or doubled";
    std::set<std::int64_t> ids;
    for (const RunEntry& run : runs) {
        ids.insert(run.id);
        EXPECT_FALSE(run.missing) << run.folder;
        EXPECT_EQ(run.problem, "");
        EXPECT_EQ(read_run(run.folder).results.size(), 4U);
    }
    EXPECT_EQ(ids.size(), count);
}

TEST(SharedWorkspace, SurvivesKillsAtAnyMoment) {
    const TemporaryFolder workspace;
    for (int i = 0; i < 4; ++i) make_run(workspace / ("runs/" + std::to_string(i)));
    runs_of(workspace.path());
    const std::int64_t one_change = test::duration_of([&] {
        change_runs(workspace.path(), {{.id = 1, .note = "a note"}});
        runs_of(workspace.path());
    });
    Random random(seed_from(3, "kills"));
    std::int64_t changes = 0;
    for (int kill = 0; kill < 24 || (changes <= 20 && kill < 100); ++kill) {
        const std::int64_t told = killed_after(std::chrono::microseconds(random.below(6 * one_change + 20'000)),
                                               [&](const auto& tell) { change_forever(workspace.path(), kill, tell); });
        ASSERT_NE(told, -2) << "a change failed by itself";
        changes += std::max<std::int64_t>(0, told);
        ASSERT_NO_FATAL_FAILURE(expect_all_there(workspace.path(), 4));
    }
    EXPECT_GT(changes, 20) << "killed too early to tell";
    EXPECT_FALSE(fs::exists(workspace / "runs.sqlite.damaged"));
}

TEST(SharedWorkspace, TwoProcessesChangeItAtTheSameTime) {
    const TemporaryFolder workspace;
    for (int i = 0; i < 6; ++i) make_run(workspace / ("runs/" + std::to_string(i)));
    runs_of(workspace.path());
    // Each of the two changes its own run's note; whatever the order, no change of the other gets lost by it.
    const auto ids = runs_of(workspace.path());
    const auto write_notes = [&](std::size_t run) {
        for (int i = 0; i < 15; ++i) {
            change_runs(workspace.path(), {{.id = ids[run].id, .note = std::to_string(i)}});
            runs_of(workspace.path());
        }
    };
    const pid_t other = ::fork();
    if (other == 0) {
        int result = 0;
        try {
            write_notes(1);
        } catch (...) {
            result = 1;
        }
        ::_exit(result);
    }
    EXPECT_NO_THROW(write_notes(0));
    int status = 0;
    ::waitpid(other, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "the other one failed";
    const auto after = runs_of(workspace.path());
    for (const std::size_t run : {0U, 1U})
        EXPECT_EQ(std::find_if(after.begin(), after.end(), [&](const auto& e) { return e.id == ids[run].id; })->note,
                  "14");
    expect_all_there(workspace.path(), 6);
}

} // namespace
} // namespace whydah
