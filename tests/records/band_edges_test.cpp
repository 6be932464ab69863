#include "records/band_edges.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

const std::vector<std::int64_t> falling{500, 200, 90, 90, 90, 30, 12, 3};

TEST(BandEdges, StandWhereTheRuleHasThem) {
    EXPECT_EQ(edge_place({}, falling, BandEdge::many_medium), 2);
    EXPECT_EQ(edge_place({}, falling, BandEdge::medium_few), 6);
}

TEST(BandEdges, EveryPlaceBetweenTwoNumbersIsReached) {
    for (std::int64_t place : {0, 1, 2, 5, 6, 7, 8})
        for (BandEdge edge : {BandEdge::many_medium, BandEdge::medium_few}) {
            const BandRule moved = with_edge_at({}, falling, edge, place);
            EXPECT_EQ(edge_place(moved, falling, edge), place);
            EXPECT_LE(moved.few_below, moved.many_above + 1) << "what check_options asks";
            EXPECT_GE(moved.many_above, 0);
        }
}

TEST(BandEdges, ClassesWithOneNumberStayTogether) {
    EXPECT_EQ(edge_place(with_edge_at({}, falling, BandEdge::many_medium, 3), falling, BandEdge::many_medium), 2);
    EXPECT_EQ(edge_place(with_edge_at({}, falling, BandEdge::many_medium, 4), falling, BandEdge::many_medium), 5);
}

TEST(BandEdges, ALimitThatServesStays) {
    EXPECT_EQ(with_edge_at({}, falling, BandEdge::many_medium, 2), BandRule());
    EXPECT_EQ(with_edge_at({}, falling, BandEdge::medium_few, 6), BandRule());
    const BandRule away = with_edge_at({}, falling, BandEdge::many_medium, 1);
    EXPECT_EQ(away.many_above, 200);
    EXPECT_EQ(with_edge_at(away, falling, BandEdge::many_medium, 2).many_above, 199) << "the nearest that serves";
}

TEST(BandEdges, OnePushesTheOther) {
    const BandRule moved = with_edge_at({}, falling, BandEdge::many_medium, 7);
    EXPECT_EQ(edge_place(moved, falling, BandEdge::medium_few), 7);
    const BandRule back = with_edge_at({}, falling, BandEdge::medium_few, 1);
    EXPECT_EQ(edge_place(back, falling, BandEdge::many_medium), 1);
}

TEST(BandEdges, ARuleByRanksBecomesOneByNumbers) {
    const BandRule ranks = BandRule::named("mislas");
    const std::int64_t few = edge_place(ranks, falling, BandEdge::medium_few);
    const BandRule moved = with_edge_at(ranks, falling, BandEdge::many_medium, 1);
    EXPECT_FALSE(moved.by_rank);
    EXPECT_EQ(edge_place(moved, falling, BandEdge::many_medium), 1);
    EXPECT_EQ(edge_place(moved, falling, BandEdge::medium_few), few);
}

TEST(BandEdges, ClassesWithoutImagesAreNeverMany) {
    const std::vector<std::int64_t> counts{9, 0, 0};
    EXPECT_EQ(edge_place(with_edge_at({}, counts, BandEdge::many_medium, 3), counts, BandEdge::many_medium), 1);
    EXPECT_EQ(with_edge_at({}, {}, BandEdge::many_medium, 3), BandRule());
}

} // namespace
} // namespace whydah
