#include "widgets/block_table.h"

#include "widgets/long_tail_records.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(BlockTable, SaysWhichHeadClassesEachBlockLearnsFrom) {
    BlockTable table;
    table.show_counts({64, 65, 33, 32, 3, 2, 0});
    EXPECT_TRUE(table.isHidden()) << "no net yet";
    table.append({.method = "meta_model_net", .block = 5, .step = 0});
    EXPECT_EQ(table.last_block(), 5);
    EXPECT_EQ(table.row(5), (QStringList{"5", "32", "1", "–"})) << "strictly more than t = 64";
    EXPECT_EQ(table.row(4), (QStringList{"4", "16", "3", "–"})) << "more than 32";
    EXPECT_EQ(table.row(0), (QStringList{"0", "1", "5", "–"}));
    EXPECT_FALSE(table.isHidden());
}

TEST(BlockTable, FollowsTheBlockInTrainingAndShowsHowFarBlocksMoveWeights) {
    BlockTable table;
    for (const LossPoint& point : test::block_losses(3, 5)) table.append(point);
    EXPECT_EQ(table.current_block(), 0) << "from the last to the first";
    Trajectories paths;
    paths.method = "meta_model_net", paths.last_block = table.last_block();
    paths.dynamics.blocks = {{.block = 1, .rows = 40, .mean_ratio = 0.314, .largest_ratio = 0.9, .mean_cosine = 0.97}};
    table.show_changes(paths);
    table.end();
    EXPECT_EQ(table.current_block(), -1);
    EXPECT_EQ(table.row(1).last(), "0.31");
    EXPECT_EQ(table.row(0).last(), "–") << "not known";
    table.clear();
    EXPECT_TRUE(table.isHidden());
    EXPECT_TRUE(table.row(1).isEmpty());
}

TEST(BlockTable, ShowsHowFarTheBlocksMoveWeightsWhileTheyTrain) {
    BlockTable table;
    table.show_progress(test::block_progress(2, 3));
    EXPECT_EQ(table.current_block(), 2);
    EXPECT_EQ(table.last_block(), 3);
    EXPECT_EQ(table.row(3).last(), "0.40");
    EXPECT_EQ(table.row(2).last(), "0.30");
    EXPECT_EQ(table.row(1).last(), "–") << "not trained yet";
    table.show_progress(test::block_progress(1, 3));
    EXPECT_EQ(table.row(1).last(), "0.20");
    BlockProgress next = test::block_progress(3, 3);
    next.net = 1, next.nets = 2;
    table.show_progress(next);
    EXPECT_EQ(table.row(1).last(), "–") << "the next net begins anew";
}

} // namespace
} // namespace whydah
