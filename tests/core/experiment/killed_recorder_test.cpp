#include "core/data/seed.h"
#include "core/experiment/recorder.h"
#include "support/killed_process.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::killed_after;

MethodResult result_of(const std::string& method, std::int64_t seed) {
    MethodResult result{.method = method, .seed = seed, .classes = {}, .seconds = 0, .validation_accuracy = {}};
    for (int c = 0; c < 40; ++c) result.classes.push_back({"class " + std::to_string(c), 5, 2, c % 3});
    result.predictions.assign(200, {1, 2, 3, 0.5F});
    return result;
}

Trajectories trajectories_of(std::int64_t seed) {
    Trajectories t{.method = "meta_model_net", .seed = seed, .last_block = 1, .variance_share = {}, .classes = {}};
    for (int c = 0; c < 40; ++c)
        t.classes.push_back(
            {.label = c, .name = "c", .train = 5, .entry_block = 1, .points = {{2, {}, 1}, {0, {}, 1}}});
    t.weights = std::make_shared<WeightRows>(WeightRows{2, std::vector<float>(160, static_cast<float>(seed))});
    return t;
}

/// A run that gives a result, trajectories and losses over and over and is written after each; tells how many results
/// are on disk.
void write_forever(const ExperimentOptions& options, const std::string& method,
                   const std::function<void(std::int64_t)>& tell) {
    const Report nobody;
    Recorder recorder(options, nobody);
    recorder.save();
    const Report report = recorder.report();
    for (std::int64_t seed = 0;; ++seed) {
        report(result_of(method, seed));
        report(trajectories_of(seed));
        for (int step = 0; step < 50; ++step) report(LossPoint{.method = "meta_model_net", .seed = seed, .step = step});
        recorder.save();
        tell(seed + 1);
    }
}

/// Microseconds that one turn of write_forever() takes.
std::int64_t one_turn() {
    const test::TemporaryFolder folder;
    ExperimentOptions options;
    options.run.out = folder / "run";
    const Report nobody;
    Recorder recorder(options, nobody);
    recorder.save();
    return test::duration_of([&] {
        recorder.report()(result_of("plain", 0));
        recorder.report()(trajectories_of(0));
        recorder.save();
    });
}

/// The folder is a whole run with what was told, or nothing was told yet. @param results that it has
void expect_whole(const std::filesystem::path& folder, const std::string& method, std::int64_t told,
                  std::size_t& results) {
    results = 0;
    if (!std::filesystem::exists(folder / "run.json")) {
        EXPECT_LE(told, 0) << "what was written is lost";
        return;
    }
    const RunRecord record = read_run(folder);
    EXPECT_EQ(record.state, RunState::interrupted);
    EXPECT_GE(static_cast<std::int64_t>(record.results.size()), told);
    for (std::size_t i = 0; i < record.results.size(); ++i) {
        EXPECT_EQ(record.results[i].method, method);
        EXPECT_EQ(record.results[i].seed, static_cast<std::int64_t>(i));
        EXPECT_EQ(record.results[i].classes.size(), 40U);
    }
    for (const Trajectories& t : record.trajectories) {
        ASSERT_TRUE(t.weights) << "weights that do not belong to their lines";
        EXPECT_EQ(t.weights->values.at(0), static_cast<float>(t.seed));
    }
    results = record.results.size();
}

TEST(KilledRun, IsReadWithAllThatWasWrittenWhereverItWasKilled) {
    Random random(seed_from(1, "kills"));
    std::size_t with_results = 0;
    const std::int64_t turn = one_turn();
    for (int kill = 0; kill < 24 || (with_results < 7 && kill < 100); ++kill) {
        const test::TemporaryFolder folder;
        ExperimentOptions options;
        options.run.out = folder / "run";
        const auto after = std::chrono::microseconds(random.below(5 * turn + 50'000));
        const std::int64_t told = killed_after(after, [&](const auto& tell) { write_forever(options, "plain", tell); });
        ASSERT_NE(told, -2) << "the run failed by itself";
        std::size_t results = 0;
        ASSERT_NO_FATAL_FAILURE(expect_whole(folder / "run", "plain", told, results));
        with_results += results > 0;
    }
    EXPECT_GT(with_results, 6U) << "killed too early to tell";
}

TEST(KilledRun, NeverShowsAnEarlierRunsResultsAsItsOwn) {
    Random random(seed_from(2, "kills"));
    std::size_t replaced = 0;
    const std::int64_t turn = one_turn();
    for (int kill = 0; kill < 12 || (replaced < 4 && kill < 60); ++kill) {
        const test::TemporaryFolder folder;
        ExperimentOptions options;
        options.run.out = folder / "run";
        {
            const Report nobody;
            Recorder earlier(options, nobody);
            for (std::int64_t seed : {0, 1, 2}) earlier.report()(result_of("earlier", seed));
            earlier.report()(trajectories_of(7));
            earlier.record().state = RunState::completed;
            earlier.save();
        }
        const std::int64_t told = killed_after(std::chrono::microseconds(random.below(3 * turn + 20'000)),
                                               [&](const auto& tell) { write_forever(options, "plain", tell); });
        ASSERT_NE(told, -2) << "the run failed by itself";
        const RunRecord record = read_run(folder / "run");
        if (record.state == RunState::completed) {
            EXPECT_LE(told, 0);
            EXPECT_EQ(record.results.size(), 3U) << "the earlier run is as it was";
        } else {
            ++replaced;
            std::size_t results = 0;
            ASSERT_NO_FATAL_FAILURE(expect_whole(folder / "run", "plain", told, results));
        }
    }
    EXPECT_GT(replaced, 3U) << "killed too early to tell";
}

} // namespace
} // namespace whydah
