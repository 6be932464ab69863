#include "core/meta/training_watch.h"

#include "core/meta/dynamics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

using testing::ElementsAre;

/// Every block adds (1, 0, 0) in units of the scale.
MetaModelNet shifting_net(std::int64_t blocks, Normalisation normalisation = Normalisation::none) {
    MetaModelNet net(NetShape{3, blocks, 1, normalisation, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().ends_with("weight")                  ? torch::zeros_like(item.value())
                           : item.key().find("norms") != std::string::npos ? torch::zeros_like(item.value())
                                                                           : torch::tensor({1.0F, 0.0F, 0.0F}));
    return net;
}

class TrainingWatched : public testing::Test {
protected:
    TrainingWatched() {
        torch::manual_seed(3);
        weights = torch::randn({5, 3});
        measured = {{0, {1, 2, 4, 0}, torch::randn({4, 3})}, {1, {2, 0}, torch::randn({2, 3})}};
    }
    TrainingWatch watch() const { return {weights, counts, measured, 2.0, EntryRule{2}, 2}; }

    const std::vector<std::int64_t> counts{9, 4, 2, 1, 0};
    torch::Tensor weights;
    std::vector<MeasuredChain> measured;
};

TEST_F(TrainingWatched, TellsTheBlocksHeadClassesAndTheChangesOfTheBlocksTrainedSoFar) {
    MetaModelNet net = shifting_net(3);
    const BlockProgress last = watch().look(net, 2);
    EXPECT_EQ(last.block, 2);
    EXPECT_EQ(last.last_block, 2);
    EXPECT_EQ(last.threshold, 8);
    EXPECT_EQ(last.head_classes, 1) << "the class with 9 images";
    ASSERT_EQ(last.changes.size(), 1U);
    EXPECT_EQ(last.changes[0].block, 2);
    EXPECT_EQ(last.changes[0].rows, 1) << "the class with 4 images; what enters earlier is not taught yet";
    EXPECT_EQ(watch().look(net, 1).head_classes, 1) << "4 images are not more than 4";
    EXPECT_EQ(watch().look(net, 0).head_classes, 2);
    EXPECT_EQ(watch().look(net, 1).changes.size(), 2U);
}

TEST_F(TrainingWatched, AtTheEndHasTheVeryChangesOfTheRecord) {
    MetaModelNet net = shifting_net(3);
    const auto paths = regressed_paths(net, measured, 2.0, 1.0, EntryRule{2});
    std::vector<torch::Tensor> rows;
    std::vector<std::int64_t> entry;
    for (std::int64_t c = 0; c < 4; ++c)
        rows.push_back(weights[c]), entry.push_back(entry_block(counts[static_cast<std::size_t>(c)], 2));
    for (const WeightPath& path : paths) rows.push_back(path.steps.front()), entry.push_back(path.entry);
    const auto expected = block_changes(net, torch::stack(rows), entry, 2.0, 2);
    const auto changes = watch().look(net, 0).changes;
    ASSERT_EQ(changes.size(), expected.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        EXPECT_EQ(changes[i].block, expected[i].block);
        EXPECT_EQ(changes[i].rows, expected[i].rows);
        EXPECT_EQ(changes[i].mean_ratio, expected[i].mean_ratio);
        EXPECT_EQ(changes[i].largest_ratio, expected[i].largest_ratio);
    }
}

TEST_F(TrainingWatched, PathsGrowByAPieceABlockAndEndWhereTheyEnded) {
    MetaModelNet net = shifting_net(3);
    const TrainingWatch eyes = watch();
    const auto at = [&](std::int64_t block) { return eyes.look(net, block).paths; };
    ASSERT_EQ(at(2).size(), 2U);
    EXPECT_EQ(at(2)[0].predicted.size(), 2U);
    EXPECT_EQ(at(2)[0].first_shots, 4);
    EXPECT_TRUE(at(2)[1].predicted.empty()) << "nothing was measured at 4 shots";
    EXPECT_EQ(at(1)[0].predicted.size(), 3U);
    EXPECT_EQ(at(1)[1].predicted.size(), 3U);
    EXPECT_EQ(at(0)[0].predicted.size(), 4U);
    EXPECT_EQ(at(0)[1].predicted.size(), 3U) << "it has no measured weights at 1 shot, and keeps the way it has";
    EXPECT_THAT(at(0)[0].shots, ElementsAre(1, 2, 4, 0));
    EXPECT_EQ(at(0)[0].predicted[0], at(0)[0].measured[0]) << "from the measured weights";
    EXPECT_EQ(at(2)[0].measured, at(0)[0].measured) << "the plane stays";
    // Each block adds the same vector: steps of one length in the plane of the two coordinates that count.
    const auto path = at(0)[0].predicted;
    for (std::size_t i = 1; i < path.size(); ++i)
        EXPECT_NEAR(std::hypot(path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]), 2.0, 1e-5)
            << "1 times the scale";
}

TEST_F(TrainingWatched, LeavesTheNetAndTheRandomNumbersAsTheyWere) {
    MetaModelNet net = shifting_net(3, Normalisation::batch);
    net->train();
    std::vector<torch::Tensor> before;
    for (const auto& buffer : net->buffers()) before.push_back(buffer.clone());
    ASSERT_FALSE(before.empty());
    torch::manual_seed(11);
    const torch::Tensor next = torch::rand({4});
    torch::manual_seed(11);
    watch().look(net, 0);
    EXPECT_TRUE(torch::equal(torch::rand({4}), next));
    EXPECT_TRUE(net->is_training());
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_TRUE(torch::equal(net->buffers()[i], before[i]));
}

TEST(TrainingWatch, LooksAtSomeOfManyClasses) {
    torch::manual_seed(5);
    const std::vector<std::int64_t> counts(3000, 1);
    std::vector<MeasuredChain> measured;
    for (std::int64_t c = 0; c < 200; ++c) measured.push_back({c, {1, 0}, torch::randn({2, 3})});
    MetaModelNet net = shifting_net(1);
    const BlockProgress seen =
        TrainingWatch(torch::randn({3000, 3}), counts, measured, 1.0, EntryRule{0}, 3).look(net, 0);
    EXPECT_EQ(seen.changes.at(0).rows, 1024);
    ASSERT_EQ(seen.paths.size(), 48U);
    EXPECT_EQ(seen.paths.front().label, 0);
    EXPECT_GT(seen.paths.back().label, 190) << "evenly over all";
}

} // namespace
} // namespace whydah
