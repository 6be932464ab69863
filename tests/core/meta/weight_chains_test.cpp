#include "core/meta/weight_chains.h"

#include <cmath>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// Every block adds (1, 0, 0).
MetaModelNet shifting_net(std::int64_t blocks) {
    MetaModelNet net(NetShape{3, blocks, 1, Normalisation::none, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().ends_with("weight") ? torch::zeros({3, 3}) : torch::tensor({1.0F, 0.0F, 0.0F}));
    return net;
}

const std::vector<std::int64_t> counts{9, 4, 2, 1, 0};
const std::vector<std::string> names{"a", "b", "c", "d", "e"};

/// Two episodes of three classes; class 0 is cut to 1 image in both, then class 1 to 2 images in the second.
EpisodeBank small_bank() {
    EpisodeBank bank;
    bank.weights = std::make_unique<WeightStore>(2, 3, 2, 1 << 20, torch::kCPU);
    bank.weights->put(0, torch::arange(12, torch::kFloat).view({2, 3, 2}));
    bank.level = {{0, -1, -1}, {0, 1, -1}};
    bank.kept = {{1, 8, 8}, {1, 2, 8}};
    return bank;
}

TEST(MeasuredChains, AreMeansOfTheModelsOfAShotAndEndInThetaStar) {
    const torch::Tensor star = torch::full({3, 3}, 7.0F);
    const auto chains = measured_chains(small_bank(), star);
    ASSERT_EQ(chains.size(), 2U) << "class 2 was never cut";
    EXPECT_EQ(chains[0].label, 0);
    EXPECT_EQ(chains[0].shots, (std::vector<std::int64_t>{1, 0}));
    EXPECT_EQ(chains[0].rows[0][0].item<float>(), (0 + 6) / 2.0F);
    EXPECT_EQ(chains[0].rows[0][1].item<float>(), (1 + 7) / 2.0F);
    EXPECT_NEAR(chains[0].rows[0][2].item<float>(), (std::log(17.0) + std::log(11.0)) / 2, 1e-6)
        << "the prior of the episodes' own counts";
    EXPECT_TRUE(torch::equal(chains[0].rows[1], star[0]));
    EXPECT_EQ(chains[1].shots, (std::vector<std::int64_t>{2, 0}));
    EXPECT_EQ(chains[1].rows[0][0].item<float>(), 8);
}

TEST(MeasuredChains, WithoutThePriorHaveTheWeightsAlone) {
    const auto chains = measured_chains(small_bank(), torch::full({3, 2}, 7.0F), false);
    ASSERT_EQ(chains.size(), 2U);
    EXPECT_TRUE(torch::equal(chains[0].rows, torch::tensor({{3.0F, 4.0F}, {7.0F, 7.0F}})));
}

TEST(MeasuredChains, OfThePapersBankTakeTheWidestThetaStar) {
    std::vector<LiteralBlock> bank(2);
    bank[0].labels = {1, 4}, bank[0].star = torch::full({2, 3}, 5.0F);
    bank[0].few_shot = std::make_unique<WeightStore>(2, 2, 3, 1 << 20, torch::kCPU);
    bank[0].few_shot->put(0, torch::cat({torch::full({1, 2, 3}, 1.0F), torch::full({1, 2, 3}, 2.0F)}));
    bank[1].labels = {4}, bank[1].star = torch::full({1, 3}, 6.0F);
    bank[1].few_shot = std::make_unique<WeightStore>(1, 1, 3, 1 << 20, torch::kCPU);
    bank[1].few_shot->put(0, torch::full({1, 1, 3}, 4.0F));
    const auto chains = measured_chains(bank);
    ASSERT_EQ(chains.size(), 2U);
    EXPECT_EQ(chains[1].label, 4);
    EXPECT_EQ(chains[1].shots, (std::vector<std::int64_t>{1, 2, 0}));
    EXPECT_TRUE(torch::equal(chains[1].rows.select(1, 0), torch::tensor({1.5F, 4.0F, 5.0F})));
}

TEST(RegressedPaths, EnterAtTheirFirstMeasuredShotAndPassEveryBlock) {
    MetaModelNet net = shifting_net(3);
    const auto chains = measured_chains(small_bank(), torch::zeros({3, 3}));
    const auto paths = regressed_paths(net, chains, 2.0, 0.5, EntryRule{2});
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(paths[0].entry, 0);
    EXPECT_EQ(paths[0].steps.size(), 4U);
    EXPECT_EQ(paths[1].entry, 1) << "from 2 shots on";
    EXPECT_EQ(paths[1].steps.size(), 3U);
    EXPECT_NEAR(paths[0].steps.back()[0].item<double>() - paths[0].steps.front()[0].item<double>(), 3 * 2.0 * 0.5,
                1e-5);
}

TEST(RegressedPaths, OfASingleBlockGoToManyShotAtOnce) {
    MetaModelNet net = shifting_net(1);
    const EntryRule rule{.last_level = 2, .single = true};
    const auto paths = regressed_paths(net, measured_chains(small_bank(), torch::zeros({3, 3})), 2.0, 1.0, rule);
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(paths[1].shots, (std::vector<std::int64_t>{2, 0}));
    const Trajectories t = joint_trajectories({}, {}, paths, names, counts, rule, 3);
    EXPECT_EQ(t.last_block, 2);
    EXPECT_EQ(t.regressed[1].points[1].shot, 0);
    EXPECT_EQ(t.regressed[1].entry_block, 2) << "the level of its four training images";
}

TEST(JointTrajectories, ShotsDoubleFromBlockToBlockAndEndManyShot) {
    MetaModelNet net = shifting_net(3);
    const Hallucination h = hallucinate(net, torch::randn({5, 3}), counts, 1.0, 1.0);
    const Trajectories t = joint_trajectories(h, {}, {}, names, counts, EntryRule{2}, 2);
    std::vector<std::int64_t> shots;
    for (const TrajectoryPoint& point : t.classes[3].points) shots.push_back(point.shot);
    EXPECT_EQ(shots, (std::vector<std::int64_t>{1, 2, 4, 0}));
    EXPECT_EQ(t.classes[0].points.size(), 1U);
    EXPECT_EQ(t.classes[0].points[0].shot, 0);
    EXPECT_NEAR(t.classes[1].points[0].norm, h.paths[1].steps[0].narrow(0, 0, 2).norm().item<double>(), 1e-6)
        << "without the last coordinate";
    EXPECT_NEAR(t.variance_share[0] + t.variance_share[1], 1, 1e-9) << "two coordinates have two axes";
}

TEST(JointTrajectories, AllChainsShareOneProjectionAndKeepTheirWeights) {
    MetaModelNet net = shifting_net(3);
    const Hallucination h = hallucinate(net, torch::randn({5, 3}), counts, 1.0, 1.0);
    MeasuredChain chain{0, {1, 4, 0}, torch::randn({3, 3})};
    chain.rows[2].copy_(h.paths[0].steps[0]); // the same vector in two chains
    const auto regressed = regressed_paths(net, {chain}, 1.0, 1.0, EntryRule{2});
    const Trajectories t = joint_trajectories(h, {chain}, regressed, names, counts, EntryRule{2}, 3);
    ASSERT_EQ(t.measured.size(), 1U);
    ASSERT_EQ(t.regressed.size(), 1U);
    EXPECT_EQ(t.measured[0].points[1].shot, 4);
    EXPECT_EQ(t.regressed[0].points.size(), 4U);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_NEAR(t.measured[0].points[2].position[axis], t.classes[0].points[0].position[axis], 1e-9);
        EXPECT_NEAR(t.measured[0].points[0].position[axis], t.regressed[0].points[0].position[axis], 1e-9);
    }
    ASSERT_EQ(t.weights->rows(), 1 + 2 + 3 + 4 + 3 + 4);
    EXPECT_EQ(t.weights->values[3 * 10], chain.rows[0][0].item<float>()) << "after the ten points of the classes";
}

} // namespace
} // namespace whydah
