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

/// Counts of told results with the time that the program worked until then. It writes between two results; while a busy
/// disk holds it in a writing it tells nothing, and that time is none in which it could have written more.
class Told {
public:
    void take(std::size_t count) {
        const auto now = Clock::now();
        if (counts_.empty() || count != last()) changed_ = now;
        if (now - changed_ < std::chrono::milliseconds(250)) worked_ += now - seen_;
        seen_ = now;
        counts_.push_back({worked_, count});
    }
    Clock::duration worked() const { return worked_; }
    std::size_t last() const { return counts_.empty() ? 0 : counts_.back().second; }
    std::size_t longer_ago_than(Clock::duration age) const {
        std::size_t found = 0;
        for (const auto& [worked, count] : counts_)
            if (worked_ - worked > age) found = count;
        return found;
    }

private:
    std::vector<std::pair<Clock::duration, std::size_t>> counts_;
    Clock::time_point changed_{}, seen_ = Clock::now();
    Clock::duration worked_{};
};

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
            std::this_thread::sleep_for(std::chrono::milliseconds(5)); // another process: there is no event to wait for
        const auto enough = std::chrono::microseconds(random.below(at_start ? 1'000'000 : 4'000'000));
        const auto last_moment = Clock::now() + 3 * enough; // where the disk is busy
        Told told_so_far;
        while (told_so_far.worked() < enough && Clock::now() < last_moment) {
            told_so_far.take(told());
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        program.signal(SIGKILL);
        program.wait();
        const std::size_t owed = told_so_far.longer_ago_than(std::chrono::milliseconds(2500)); // two, and half a one to spare
        if (!fs::exists(out / "run.json")) {
            EXPECT_EQ(owed, 0U);
            continue;
        }
        ++listed;
        const RunRecord record = read_run(out);
        EXPECT_EQ(record.state, RunState::interrupted);
        EXPECT_GE(record.results.size(), owed);
        with_debts += owed > 0;
        std::printf("killed with %zu results told, %zu on disk\n", told_so_far.last(),
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
