#include "records/confusion_order.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

namespace whydah {
namespace {

ConfusionCount cell(int truth, int predicted, std::int64_t images) { return {"plain", truth, predicted, images}; }

TEST(ClusterOrder, JoinsByAverageLinkageAndTurnsTheEndsThatAreAlikeToEachOther) {
    // Ten images a class. 0 and 3: 0.3 + 0.2; 1 and 4: 0.4; 3 and 4: 0.2; class 2 is always right.
    const std::vector counts{cell(0, 0, 7), cell(0, 3, 3), cell(1, 1, 6), cell(1, 4, 4), cell(2, 2, 10),
                             cell(3, 0, 2), cell(3, 3, 6), cell(3, 4, 2), cell(4, 4, 10)};
    EXPECT_EQ(cluster_order(counts, 5), (std::vector{0, 3, 4, 1, 2}));
}

TEST(ClusterOrder, SharesCountAndNotImages) {
    // 9 of 100 images of class 0 are class 1's, but 4 of 10 of class 2.
    const std::vector counts{cell(0, 0, 91), cell(0, 1, 9), cell(1, 1, 10),
                             cell(2, 2, 6),  cell(2, 1, 4), cell(3, 3, 1)};
    const auto order = cluster_order(counts, 4);
    EXPECT_EQ(order, (std::vector{0, 1, 2, 3})) << "1 and 2 join first; 0 comes to the end that it resembles";
}

TEST(ClusterOrder, WithoutConfusionKeepsTheLabels) {
    EXPECT_EQ(cluster_order({cell(0, 0, 1), cell(2, 2, 5)}, 4), (std::vector{0, 1, 2, 3}));
    EXPECT_TRUE(cluster_order({}, 0).empty());
}

/// Groups of ten classes, shuffled, that are taken for each other, and a little for all.
TEST(ClusterOrder, FindsHiddenGroups) {
    constexpr int classes = 200, group = 10;
    std::mt19937 chance(7);
    std::vector<int> place(classes);
    std::iota(place.begin(), place.end(), 0);
    std::shuffle(place.begin(), place.end(), chance);
    std::vector<ConfusionCount> counts;
    for (int a = 0; a < classes; ++a)
        for (int b = 0; b < classes; ++b)
            if (const bool same =
                    place[static_cast<std::size_t>(a)] / group == place[static_cast<std::size_t>(b)] / group;
                a == b || same || chance() % 40 == 0)
                counts.push_back(cell(a, b, a == b ? 50 : same ? 5 : 1));
    const auto order = cluster_order(counts, classes);
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    std::vector<int> each(classes);
    std::iota(each.begin(), each.end(), 0);
    EXPECT_EQ(sorted, each) << "each label once";
    for (int i = 0; i < classes; ++i)
        EXPECT_EQ(place[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] / group,
                  place[static_cast<std::size_t>(order[static_cast<std::size_t>(i / group * group)])] / group);
    EXPECT_EQ(cluster_order(counts, classes), order) << "the same every time";
}

} // namespace
} // namespace whydah
