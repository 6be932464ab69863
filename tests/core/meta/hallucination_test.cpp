#include "core/meta/hallucination.h"

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

TEST(Hallucination, AClassPassesTheBlocksFromItsOwnOn) {
    MetaModelNet net = shifting_net(3);
    const torch::Tensor weights = torch::zeros({5, 3});
    const Hallucination h = hallucinate(net, weights, counts, 2.0, 1.0);
    const double expected[] = {0, 2, 4, 6, 0}; // blocks passed times the scale; nine images are beyond the last block
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_NEAR(h.weights[c][0].item<double>(), expected[c], 1e-6) << c;
}

TEST(Hallucination, RowsThatPassTogetherGoWhereEachWouldGoAlone) {
    torch::manual_seed(3);
    MetaModelNet net(NetShape{4, 3, 2, Normalisation::batch, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& parameter : net->parameters()) parameter.normal_(0, 0.5);
    const torch::Tensor weights = torch::randn({5, 4});
    const Hallucination together = hallucinate(net, weights, counts, 2.0, 0.7);
    const std::int64_t entry[] = {3, 2, 1, 0};
    for (std::size_t p = 0; p < together.paths.size(); ++p) {
        const WeightPath& path = together.paths[p];
        ASSERT_EQ(path.steps.size(), static_cast<std::size_t>(4 - entry[p]));
        for (std::int64_t j = entry[p]; j <= 3; ++j) {
            const torch::Tensor theta = weights[path.label];
            const torch::Tensor passed = net->forward_between((theta / 2).unsqueeze(0), entry[p], j)[0] * 2;
            EXPECT_TRUE(torch::allclose(path.steps[static_cast<std::size_t>(j - entry[p])],
                                        theta + 0.7 * (passed - theta), 1e-5, 1e-6))
                << "class " << path.label << " behind block " << j;
        }
    }
}

TEST(Hallucination, ASingleBlockIsPassedOnceFromEveryLevel) {
    MetaModelNet net = shifting_net(1);
    const Hallucination h =
        hallucinate(net, torch::zeros({5, 3}), counts, 2.0, 1.0, EntryRule{.last_level = 2, .single = true});
    const double expected[] = {0, 2, 2, 2, 0};
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_NEAR(h.weights[c][0].item<double>(), expected[c], 1e-6) << c;
    EXPECT_EQ(h.paths[1].shots, (std::vector<std::int64_t>{4, 0})) << "from 4-shot to many-shot in one step";
}

TEST(Hallucination, StrengthZeroIsTheIdentityControl) {
    MetaModelNet net = shifting_net(3);
    const torch::Tensor weights = torch::randn({5, 3});
    EXPECT_TRUE(torch::equal(hallucinate(net, weights, counts, 1.0, 0).weights, weights));
}

TEST(Hallucination, EachLevelCanHaveItsOwnStrength) {
    MetaModelNet net = shifting_net(3);
    const Hallucination h = hallucinate(net, torch::zeros({5, 3}), counts, 2.0, Strength({1, 0.5, 0}));
    const double expected[] = {0, 0, 2, 6, 0}; // 4 images: level 2, off; 2: level 1, half of 4; 1: level 0, all of 6
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_NEAR(h.weights[c][0].item<double>(), expected[c], 1e-6) << c;
}

TEST(Hallucination, SeveralNetsGiveTheMeanOfTheirRowsAndOfEveryStep) {
    MetaModelNet one = shifting_net(3), three = shifting_net(3);
    const torch::NoGradGuard no_gradients;
    for (auto& item : three->named_parameters()) item.value().mul_(3);
    const torch::Tensor weights = torch::zeros({5, 3});
    const Hallucination mean =
        mean_hallucination({hallucinate(one, weights, counts, 1.0, 1.0), hallucinate(three, weights, counts, 1.0, 1.0)});
    const double expected[] = {0, 2, 4, 6, 0}; // blocks passed times (1 + 3) / 2
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_NEAR(mean.weights[c][0].item<double>(), expected[c], 1e-6) << c;
    for (const WeightPath& path : mean.paths)
        for (std::size_t step = 0; step < path.steps.size(); ++step)
            EXPECT_NEAR(path.steps[step][0].item<double>(), 2.0 * static_cast<double>(step), 1e-6);
}

TEST(Hallucination, EveryStepIsKeptAndTheLastOneIsTheNewRow) {
    MetaModelNet net = shifting_net(3);
    const Hallucination h = hallucinate(net, torch::randn({5, 3}), counts, 1.0, 0.5);
    ASSERT_EQ(h.paths.size(), 4U) << "a class without images has no way";
    const std::size_t steps[] = {1, 2, 3, 4};
    for (std::size_t p = 0; p < 4; ++p) {
        EXPECT_EQ(h.paths[p].steps.size(), steps[p]);
        EXPECT_TRUE(torch::equal(h.paths[p].steps.back(), h.weights[h.paths[p].label]));
    }
}

} // namespace
} // namespace whydah
