#include "core/data/seed.h"
#include "core/store/run_folder.h"
#include "core/store/run_store.h"
#include "support/program.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace whydah {
namespace {

using test::Program;
using test::text_of;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

/// Hundreds of synced files: in memory where there is such a folder, so that a slow disk does not take minutes.
struct InMemory {
    InMemory() {
        if (fs::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 0);
    }
};

class KilledProgram : public testing::Test {
protected:
    void SetUp() override { test::write_synthetic_features(folder_ / "data", test::long_tail(12, 90, 10), 16); }

    std::vector<std::string> arguments(const std::string& out) const {
        return {"--data",
                folder_ / "data",
                "--split",
                "sun",
                "--drop",
                "1",
                "--test-per-class",
                "4",
                "--steps",
                "40",
                "--pca",
                "8",
                "--episodes",
                "4",
                "--meta-steps",
                "20",
                "--head-classes",
                "2",
                "--methods",
                "plain,over_sampling,cost_sensitive,logit_adjustment,meta_model_net",
                "--seeds",
                "1000",
                "--threads",
                "1",
                "--no-pictures",
                "--out",
                out};
    }
    /// Results that the program told of until now: lines like "plain seed 3: 41.2 %".
    std::size_t told() const {
        const std::string text = text_of(folder_ / "stderr");
        std::size_t count = 0;
        for (std::size_t at = 0; (at = text.find(" %\n", at)) != std::string::npos; ++at) {
            const std::size_t line = text.rfind('\n', at) + 1;
            count += text.substr(line, at - line).find(" seed ") != std::string::npos;
        }
        return count;
    }
    const InMemory in_memory_; // before the folder
    test::TemporaryFolder folder_;
};

TEST_F(KilledProgram, LeavesAReadableRunWithAllButItsLastStepsWhereverItIsKilled) {
    Random random(seed_from(5, "kills"));
    std::size_t with_debts = 0, listed = 0;
    for (int kill = 0; kill < 24; ++kill) {
        const fs::path out = folder_ / "workspace/runs" / std::to_string(kill);
        const Program program(WHYDAH_RUN, arguments(out), folder_ / "stdout", folder_ / "stderr");
        // Some while it starts, most while it trains, at a moment that only chance knows.
        const bool at_start = kill % 6 == 0;
        const auto begin = Clock::now();
        while (!at_start && told() == 0 && Clock::now() - begin < std::chrono::seconds(60))
            std::this_thread::sleep_for(
                std::chrono::milliseconds(10)); // another process: there is no event to wait for
        const auto end = Clock::now() + std::chrono::microseconds(random.below(at_start ? 1'000'000 : 6'000'000));
        std::vector<std::pair<Clock::time_point, std::size_t>> counts;
        while (Clock::now() < end) {
            counts.push_back({Clock::now(), told()});
            std::this_thread::sleep_for(std::chrono::milliseconds(10)); // it reads the whole log: not too often
        }
        program.signal(SIGKILL);
        const auto killed = Clock::now();
        program.wait();
        std::size_t owed = 0; // told more than two seconds ago, and one for a slow machine
        for (const auto& [when, count] : counts)
            if (killed - when > std::chrono::milliseconds(3000)) owed = count;
        if (!fs::exists(out / "run.json")) {
            EXPECT_EQ(owed, 0U);
            continue;
        }
        ++listed;
        const RunRecord record = read_run(out);
        EXPECT_EQ(record.state, RunState::interrupted);
        EXPECT_GE(record.results.size(), owed);
        with_debts += owed > 0;
        std::printf("killed with %zu results told, %zu on disk\n", counts.empty() ? 0 : counts.back().second,
                    record.results.size());
        for (const MethodResult& result : record.results) EXPECT_EQ(result.classes.size(), 12U);
        for (const Trajectories& t : record.trajectories) EXPECT_TRUE(t.weights);
    }
    EXPECT_GE(with_debts, 5U) << "killed too early to tell";
    const auto runs = list_runs(folder_ / "workspace", {});
    EXPECT_EQ(runs.size(), listed);
    for (const RunEntry& run : runs) EXPECT_EQ(run.problem, "");
}

TEST_F(KilledProgram, AnUnfinishedRunIsListedAsRunningAndThenAsInterrupted) {
    const fs::path workspace = folder_ / "workspace";
    const Program program(WHYDAH_RUN, arguments(workspace / "runs/a"), folder_ / "stdout", folder_ / "stderr");
    const auto begin = Clock::now();
    // The first writing knows the options alone; run.json is the last file of the next one.
    const auto knows_results = [&] {
        const fs::path json = workspace / "runs/a/run.json";
        return told() > 0 && fs::exists(json) && text_of(json).find("\"name\": \"data\"") != std::string::npos;
    };
    while (!knows_results() && Clock::now() - begin < std::chrono::seconds(60))
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const Program list(WHYDAH_RUN, {"list", workspace}, folder_ / "list", folder_ / "list_errors");
    EXPECT_EQ(list.wait(), 0) << text_of(folder_ / "list_errors");
    EXPECT_THAT(text_of(folder_ / "list"), testing::ContainsRegex("\na .*data +running +20"));
    // A second run into the same folder is refused and leaves the first alone.
    const Program second(WHYDAH_RUN, arguments(workspace / "runs/a"), folder_ / "second", folder_ / "second_errors");
    EXPECT_EQ(second.wait(), 1);
    EXPECT_THAT(text_of(folder_ / "second_errors"), testing::HasSubstr("a run is being written to this folder"));
    program.signal(SIGKILL);
    program.wait();
    const Program again(WHYDAH_RUN, {"list", workspace}, folder_ / "list", folder_ / "list_errors");
    EXPECT_EQ(again.wait(), 0);
    EXPECT_THAT(text_of(folder_ / "list"), testing::ContainsRegex("\na .*data +interrupted +20"));
    EXPECT_THAT(text_of(folder_ / "list"), testing::HasSubstr("1 run; mean recall"));
}

} // namespace
} // namespace whydah
