#include "core/meta/dynamics.h"

#include "core/meta/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

TEST(RankCorrelation, EqualValuesShareTheirRank) {
    EXPECT_EQ(ranks_of(std::vector{3.0, 1.0, 3.0, 2.0, 3.0}), (std::vector{4.0, 1.0, 4.0, 2.0, 4.0}));
    EXPECT_TRUE(std::isnan(correlation(std::vector{1.0, 1.0}, std::vector{1.0, 2.0})));
    // Spearman's rho of a textbook case without ties: 1 - 6 sum d^2 / (n (n^2 - 1)), d^2 = 1 + 1 + 0 + 1 + 1
    EXPECT_NEAR(correlation(ranks_of(std::vector{1.0, 2.0, 3.0, 4.0, 5.0}),
                            ranks_of(std::vector{20.0, 10.0, 30.0, 50.0, 40.0})),
                1 - 6.0 * 4 / (5 * 24), 1e-12);
}

TEST(Smoothness, IsOneWhereClassesMoveAlongTheirOwnWeights) {
    torch::manual_seed(1);
    const torch::Tensor start = torch::randn({20, 6}, torch::kDouble);
    const Smoothness s = smoothness(start, 0.3 * start, 0);
    EXPECT_NEAR(s.rank_correlation, 1, 1e-12);
    EXPECT_DOUBLE_EQ(s.p_value, 0.001);
    EXPECT_EQ(s.classes, 20);
}

TEST(Smoothness, IsNearZeroAndNoFindingWhereTheyMoveAnyhow) {
    torch::manual_seed(2);
    double largest = 0;
    int found = 0;
    for (int trial = 0; trial < 20; ++trial) {
        const Smoothness s =
            smoothness(torch::randn({40, 8}, torch::kDouble), torch::randn({40, 8}, torch::kDouble), trial);
        largest = std::max(largest, std::abs(s.rank_correlation));
        found += s.p_value <= 0.05;
    }
    EXPECT_LT(largest, 0.2);
    EXPECT_LE(found, 4) << "one of twenty by chance";
}

TEST(Smoothness, ClassesThatStandStillAreLeftOut) {
    torch::manual_seed(3);
    const torch::Tensor start = torch::randn({10, 4}, torch::kDouble);
    torch::Tensor moved = start.clone();
    moved.narrow(0, 0, 4).zero_();
    EXPECT_EQ(smoothness(start, moved, 0).classes, 6);
    EXPECT_TRUE(std::isnan(smoothness(start, torch::zeros_like(start), 0).rank_correlation));
}

TEST(Smoothness, OfManyClassesAThousandAreDrawn) {
    torch::manual_seed(4);
    const torch::Tensor start = torch::randn({1300, 4}, torch::kDouble);
    const Smoothness s = smoothness(start, 0.5 * start, 0);
    EXPECT_EQ(s.classes, 1000);
    EXPECT_NEAR(s.rank_correlation, 1, 1e-12);
}

TEST(BlockChanges, AreTheSizeOfFRelativeToTheta) {
    MetaModelNet net(NetShape{3, 2, 1, Normalisation::none, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters()) // block 0 adds (0, 3, 0), block 1 adds (0, 0, 9): the prior's coordinate
        item.value().copy_(item.key().ends_with("weight")       ? torch::zeros({3, 3})
                           : item.key().starts_with("blocks.0") ? torch::tensor({0.0F, 3.0F, 0.0F})
                                                                : torch::tensor({0.0F, 0.0F, 9.0F}));
    const torch::Tensor theta = torch::tensor({{8.0F, 0.0F, 1.0F}, {0.0F, 2.0F, 1.0F}});
    const auto changes = block_changes(net, theta, {0, 1}, 2.0, 2);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].rows, 1);
    EXPECT_NEAR(changes[0].mean_ratio, 3.0 / 4.0, 1e-6) << "|f| 3 on theta / scale of norm 4";
    EXPECT_NEAR(changes[0].mean_cosine, 4.0 / 5.0, 1e-6);
    EXPECT_EQ(changes[1].rows, 2);
    EXPECT_NEAR(changes[1].largest_ratio, 0, 1e-6) << "the prior coordinate is not measured";
}

/// Points with the given rows; one chain for each list.
Trajectories made(const std::vector<std::vector<std::vector<float>>>& chains, std::int64_t last_block) {
    Trajectories t;
    t.last_block = last_block;
    WeightRows rows{static_cast<std::int64_t>(chains[0][0].size()), {}};
    for (std::size_t c = 0; c < chains.size(); ++c) {
        ClassTrajectory chain{
            .label = static_cast<std::int64_t>(c), .name = "c", .train = 1, .entry_block = 0, .points = {}};
        for (std::size_t k = 0; k < chains[c].size(); ++k) {
            double squared = 0;
            for (float v : chains[c][k]) squared += static_cast<double>(v * v), rows.values.push_back(v);
            const bool last = k + 1 == chains[c].size();
            chain.points.push_back(
                {.shot = last ? 0 : std::int64_t{1} << k, .position = {}, .norm = std::sqrt(squared)});
        }
        t.classes.push_back(std::move(chain));
    }
    t.weights = std::make_shared<WeightRows>(std::move(rows));
    return t;
}

TEST(DynamicsReport, NormsAndNeighboursOfAMadeCase) {
    // Four classes in the plane: 0 and 1 are near each other before, 0 and 2 after; class 3 keeps its weights.
    const DynamicsReport report =
        dynamics_report(made({{{1, 0}, {0, 3}}, {{1, 0.1F}, {3, 0}}, {{-1, 0}, {-0.1F, 3}}, {{0, -2}}}, 0), {});
    ASSERT_EQ(report.norms.size(), 2U);
    EXPECT_EQ(report.norms[0].shot, 1);
    EXPECT_EQ(report.norms[0].entering_classes, 3);
    EXPECT_NEAR(report.norms[0].entering, (1 + std::sqrt(1.01) + 1) / 3, 1e-6);
    EXPECT_NEAR(report.norms[0].leaving, (3 + 3 + std::sqrt(9.01)) / 3, 1e-6);
    EXPECT_NEAR(report.norms[1].entering, 2, 1e-12) << "many-shot: class 3";
    EXPECT_TRUE(std::isnan(report.norms[0].measured));
    ASSERT_EQ(report.nearest.size(), 4U);
    EXPECT_EQ(report.nearest[0].before.front(), 1);
    EXPECT_EQ(report.nearest[0].after.front(), 2);
    EXPECT_EQ(report.nearest[0].before.size(), 3U);
    EXPECT_DOUBLE_EQ(report.kept_nearest, 1) << "all three others are shown";
    ASSERT_EQ(report.smoothness.size(), 3U);
    EXPECT_EQ(report.smoothness[0].classes, 3);
    EXPECT_EQ(report.smoothness[1].of, "measured");
    EXPECT_EQ(report.smoothness[1].classes, 0);
}

TEST(DynamicsReport, NeighboursOfManyClassesAreThoseOnTheCircle) {
    // Each class's weights a step further round the circle, then turned by a quarter: neighbours stay neighbours.
    constexpr int classes = 1500;
    std::vector<std::vector<std::vector<float>>> chains;
    for (int c = 0; c < classes; ++c) {
        const double a = 2 * std::acos(-1.0) * c / classes;
        const auto x = static_cast<float>(std::cos(a)), y = static_cast<float>(std::sin(a));
        chains.push_back({{x, y}, {-y, x}});
    }
    const DynamicsReport report = dynamics_report(made(chains, 0), {});
    for (std::int64_t c : {0, 1023, 1024, 1499}) {
        const NearestClasses& near = report.nearest[static_cast<std::size_t>(c)];
        const std::int64_t next = (c + 1) % classes, previous = (c + classes - 1) % classes;
        EXPECT_EQ(std::minmax(near.before[0], near.before[1]), std::minmax(next, previous)) << c;
        EXPECT_EQ(std::minmax(near.after[0], near.after[1]), std::minmax(next, previous)) << c;
    }
}

TEST(DynamicsReport, WithoutWeightsThereIsNone) { EXPECT_TRUE(dynamics_report({}, {}).empty()); }

} // namespace
} // namespace whydah
