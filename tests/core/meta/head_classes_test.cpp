#include "core/meta/head_classes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;

TEST(HeadClasses, HaveStrictlyMoreThanTImages) { EXPECT_THAT(head_classes({3, 2, 4, 0, 2}, 2), ElementsAre(0, 2)); }

TEST(HeadClasses, TIsTwiceK) {
    for (std::int64_t i = 0; i < 10; ++i) EXPECT_EQ(threshold_of(i), 2 * shots_of(i));
}

TEST(EntryBlock, IsTheFloorOfTheLogarithmAndTheIdentityBeyondN) {
    EXPECT_EQ(entry_block(1, 3), 0);
    EXPECT_EQ(entry_block(2, 3), 1);
    EXPECT_EQ(entry_block(3, 3), 1);
    EXPECT_EQ(entry_block(15, 3), 3);
    EXPECT_EQ(entry_block(16, 3), 4);
    EXPECT_EQ(entry_block(100'000, 3), 4);
    EXPECT_EQ(entry_block(0, 3), -1);
}

TEST(EntryRule, RoundsDownOrToTheNearestAndMaySendAllToOneBlock) {
    const EntryRule floor{.last_level = 3}, nearest{.last_level = 3, .nearest = true};
    EXPECT_EQ(floor.level_of(3), 1);
    EXPECT_EQ(nearest.level_of(3), 2) << "log2 3 = 1.58";
    EXPECT_EQ(nearest.level_of(5), 2) << "log2 5 = 2.32";
    EXPECT_EQ(nearest.level_of(12), 4) << "log2 12 = 3.58: beyond the last level, keeps its weights";
    EXPECT_EQ(nearest.level_of(0), -1);
    EXPECT_EQ(floor.block_of(2), 2);
    const EntryRule single{.last_level = 3, .single = true};
    EXPECT_EQ(single.block_of(single.level_of(8)), 0);
    EXPECT_EQ(single.block_of(single.level_of(16)), 1) << "the identity";
    EXPECT_EQ(single.last_block(), 0);
}

TEST(DeepestCut, LeavesMoreThanTwiceTheShots) {
    EXPECT_EQ(deepest_cut(2, 5), -1);
    EXPECT_EQ(deepest_cut(3, 5), 0);
    EXPECT_EQ(deepest_cut(4, 5), 0);
    EXPECT_EQ(deepest_cut(5, 5), 1);
    EXPECT_EQ(deepest_cut(1000, 5), 5) << "the last block there is";
}

TEST(LastBlock, EveryBlockKeepsEnoughHeadClasses) {
    const std::vector<std::int64_t> counts{300, 200, 100, 70, 40, 40, 20, 20, 9, 9, 5, 5, 3, 3, 1, 1};
    MetaOptions options;
    options.head_classes = 4, options.head_share = 0.1;
    EXPECT_EQ(choose_last_block(counts, options), 5) << "four classes have more than 64 images, three more than 128";
    options.head_share = 0.5;
    EXPECT_EQ(choose_last_block(counts, options), 3) << "eight of sixteen have more than 16";
    options.max_blocks = 2;
    EXPECT_EQ(choose_last_block(counts, options), 1);
}

TEST(LastBlock, AsGivenUnlessFewerThanTwoClassesAreLeft) {
    MetaOptions options;
    options.blocks = 3;
    EXPECT_EQ(choose_last_block({100, 100, 100}, options), 2);
    options.blocks = 9;
    EXPECT_EQ(choose_last_block({100, 100, 3}, options), 5) << "two classes have more than 64 images";
}

TEST(LastBlock, IsZeroForTinyData) { EXPECT_EQ(choose_last_block({1, 1, 1}, MetaOptions()), 0); }

} // namespace
} // namespace whydah
