#include "core/meta/strength_gate.h"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

TEST(StrengthGate, FoldsAreTwoHalvesOfTheClassesThatCanBeCut) {
    const std::vector<std::int64_t> counts{20, 12, 9, 3, 2, 1};
    const auto folds = gate_folds(counts, 7);
    int held = 0;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        EXPECT_EQ(folds[0][c] + folds[1][c], counts[c] > 2 ? 1 : 0) << c;
        held += static_cast<int>(folds[0][c]);
    }
    EXPECT_EQ(held, 2);
}

/// Two classes of four images each, x = e_0 and e_1; one episode, in which class 1 was cut to one image and its row is
/// too short: all images go to class 0. A block that adds `lift` to the second coordinate mends that from a = 0.75 on.
std::vector<double> scores(float lift, std::int64_t level = -1) {
    EpisodeBank bank;
    bank.weights = std::make_unique<WeightStore>(1, 2, 2, 1 << 20, torch::Device(torch::kCPU));
    bank.weights->put(0, torch::tensor({{{1.0F, 0.7F}, {0.0F, 0.1F}}}));
    bank.images = {{{0, 1, 2, 3}, {4, 5, 6, 7}}};
    bank.level = {{0, 0}};
    bank.kept = {{1, 1}};
    torch::Tensor x = torch::zeros({8, 2});
    for (std::int64_t row = 0; row < 8; ++row) x[row][row / 4] = 1;
    MetaModelNet net(NetShape{2, 1, 1, Normalisation::none, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().ends_with("weight") ? torch::zeros({2, 2}) : torch::tensor({0.0F, lift}));
    const EpisodePairSettings settings{.last_block = 0, .prior = false, .held_out = {0, 1}};
    return held_out_recall(net, bank, x, settings, 1.0, level);
}

TEST(StrengthGate, ScoresByHand) {
    EXPECT_EQ(scores(1.0F), (std::vector<double>{0.5, 0.5, 0.5, 1, 1})) << "0.1 + a > 0.7";
    EXPECT_EQ(scores(-1.0F), (std::vector<double>{0.5, 0.5, 0.5, 0.5, 0.5}));
}

TEST(StrengthGate, ScoresOfOneLevelTransformTheRowsOfThatLevelAlone) {
    EXPECT_EQ(scores(1.0F, 0), scores(1.0F)) << "both classes were cut to one image";
    EXPECT_EQ(scores(1.0F, 1), std::vector<double>(5, 0.0)) << "no row was cut to two";
}

TEST(StrengthGate, WithoutAHeldOutCutClassThereIsNoScore) {
    EpisodeBank bank;
    bank.weights = std::make_unique<WeightStore>(1, 2, 2, 1 << 20, torch::Device(torch::kCPU));
    bank.weights->put(0, torch::zeros({1, 2, 2}));
    bank.images = {{{0}, {1}}}, bank.level = {{-1, -1}}, bank.kept = {{1, 1}};
    MetaModelNet net(NetShape{2, 1, 1, Normalisation::none, 0.01});
    EXPECT_EQ(held_out_recall(net, bank, torch::eye(2), {.last_block = 0, .prior = false, .held_out = {0, 1}}, 1.0),
              std::vector<double>(5, 0.0));
}

} // namespace
} // namespace whydah
