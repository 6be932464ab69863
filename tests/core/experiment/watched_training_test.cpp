#include "core/data/seed.h"
#include "core/experiment/methods.h"
#include "support/temporary_folder.h"

#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <torch/utils.h>

namespace whydah {
namespace {

FeaturePart part(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> x;
    std::vector<std::int64_t> y;
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t i = 0; i < counts[c]; ++i) {
            y.push_back(static_cast<std::int64_t>(c));
            for (std::size_t d = 0; d < 6; ++d) x.push_back(static_cast<float>((d == c) + 0.5 * random.normal()));
        }
    const auto n = static_cast<std::int64_t>(y.size());
    return {torch::tensor(x).reshape({n, 6}), torch::tensor(y, torch::kLong)};
}

FeatureTable small_table() {
    FeatureTable table;
    table.train = part({40, 30, 20, 12, 6, 3}, 1), table.validation = part({8, 8, 8, 8, 8, 8}, 2);
    table.test = part({10, 10, 10, 10, 10, 10}, 3);
    table.classes = 6, table.dimension = 6, table.train_counts = torch::bincount(table.train.y, {}, 6);
    for (std::int64_t i = 0; i < table.test.size(); ++i) table.test_samples.push_back(1000 + i);
    return table;
}

ExperimentOptions quick(const std::string& method) {
    ExperimentOptions options;
    options.classifier.methods = {"plain", method};
    options.classifier.steps = 30, options.classifier.learning_rate = 1;
    options.classifier.weight_decay = {1e-5};
    options.meta.lambda = {1, 0.1}, options.meta.episodes = 3, options.meta.meta_steps = 20;
    options.meta.head_classes = 2, options.meta.meta_learning_rate = 0.2;
    options.meta.literal_models = "2", options.meta.literal_steps = 5, options.meta.literal_normalisation = "batch";
    return options;
}

struct Outcome {
    std::vector<BlockProgress> blocks;
    std::vector<LossPoint> losses;
    std::vector<MethodResult> results;
    std::vector<Trajectories> chains;
    std::string chosen;
};

Outcome run(const ExperimentOptions& options, bool watched, StageCache& cache) {
    Outcome out;
    const auto report = [&](const Event& event) {
        if (const auto* loss = std::get_if<LossPoint>(&event)) out.losses.push_back(*loss);
        if (const auto* result = std::get_if<MethodResult>(&event)) out.results.push_back(*result);
        if (const auto* chains = std::get_if<Trajectories>(&event)) out.chains.push_back(*chains);
        if (const auto* selection = std::get_if<Selection>(&event))
            if (selection->option == "lambda") out.chosen = selection->chosen;
    };
    BlockReport watch;
    if (watched) watch = [&](const BlockProgress& block) { out.blocks.push_back(block); };
    run_methods(small_table(), {"a", "b", "c", "d", "e", "f"}, options, 4, 1, "", {}, report, cache, {}, watch);
    return out;
}

class WatchedTrainings : public testing::TestWithParam<const char*> {
protected:
    StageCache off_;
};

TEST_P(WatchedTrainings, TellOfEachBlockInOrderAndEndWithTheRecordsNumbers) {
    const Outcome seen = run(quick(GetParam()), true, off_);
    ASSERT_EQ(seen.chains.size(), 1U);
    const std::int64_t last = seen.chains[0].last_block;
    ASSERT_GT(last, 0);
    std::vector<BlockProgress> ends;
    std::int64_t before = -1;
    for (const BlockProgress& block : seen.blocks) {
        EXPECT_EQ(block.method, GetParam());
        EXPECT_EQ(block.seed, 4);
        EXPECT_EQ(block.nets, 2) << "one for each lambda";
        const std::int64_t place = block.net * 20 * (last + 1) + block.step;
        EXPECT_GT(place, before);
        before = place;
        if (block.finished) ends.push_back(block);
    }
    std::set<std::int64_t, std::greater<>> learned; // blocks without anything to learn from are passed over
    for (const LossPoint& loss : seen.losses)
        if (loss.method == GetParam()) learned.insert(loss.block);
    ASSERT_GE(learned.size(), 2U);
    ASSERT_TRUE(learned.contains(0));
    ASSERT_EQ(ends.size(), 2 * learned.size());
    std::size_t place = 0;
    for (std::int64_t net : {0, 1})
        for (std::int64_t block : learned) {
            EXPECT_EQ(ends[place].net, net);
            EXPECT_EQ(ends[place].block, block) << "back to front";
            EXPECT_EQ(ends[place].changes.size(), static_cast<std::size_t>(last - block + 1));
            ++place;
        }
    const auto& of_net = ends[seen.chosen == "1" ? learned.size() - 1 : ends.size() - 1].changes;
    const auto& kept = seen.chains[0].dynamics.blocks;
    ASSERT_EQ(of_net.size(), kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        EXPECT_EQ(of_net[i].rows, kept[i].rows);
        EXPECT_EQ(of_net[i].mean_ratio, kept[i].mean_ratio);
        EXPECT_EQ(of_net[i].mean_cosine, kept[i].mean_cosine);
    }
}

TEST_P(WatchedTrainings, HaveTheNumbersOfThoseThatNobodyWatches) {
    const Outcome seen = run(quick(GetParam()), true, off_), alone = run(quick(GetParam()), false, off_);
    EXPECT_FALSE(seen.blocks.empty());
    EXPECT_TRUE(alone.blocks.empty());
    ASSERT_EQ(seen.losses.size(), alone.losses.size());
    for (std::size_t i = 0; i < seen.losses.size(); ++i) EXPECT_EQ(seen.losses[i].task, alone.losses[i].task);
    ASSERT_EQ(seen.results.size(), alone.results.size());
    for (std::size_t i = 0; i < seen.results.size(); ++i)
        EXPECT_EQ(seen.results[i].predictions, alone.results[i].predictions);
    EXPECT_EQ(seen.chains.at(0).weights->values, alone.chains.at(0).weights->values);
}

TEST_P(WatchedTrainings, OutOfTheCacheAreToldOfOnce) {
    const test::TemporaryFolder folder;
    StageCache first(folder.path() / "stages", 1 << 30, [](const Event&) {});
    const Outcome trained = run(quick(GetParam()), true, first);
    StageCache second(folder.path() / "stages", 1 << 30, [](const Event&) {});
    const Outcome again = run(quick(GetParam()), true, second);
    ASSERT_EQ(again.blocks.size(), 2U);
    for (const BlockProgress& block : again.blocks) {
        EXPECT_TRUE(block.finished);
        EXPECT_EQ(block.block, 0);
    }
    EXPECT_EQ(again.blocks.back().changes.at(0).mean_ratio, trained.blocks.back().changes.at(0).mean_ratio);
}

INSTANTIATE_TEST_SUITE_P(Methods, WatchedTrainings, testing::Values("meta_model_net", "meta_model_net_literal"));

} // namespace
} // namespace whydah
