#include "widgets/trajectory_motion.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

ClassTrajectory path() { // 2-shot at x = 0, 4-shot at 10, many (N = 2: stage 3) at 30
    const auto point = [](std::int64_t shot, double x) {
        return TrajectoryPoint{.shot = shot, .position = {x, -x, 2 * x}};
    };
    return {.label = 4, .name = "a", .train = 3, .entry_block = 1, .points = {point(2, 0), point(4, 10), point(0, 30)}};
}

TEST(TrajectoryMotion, StagesAreLogarithmsOfShotsAndManyIsBeyondTheLastBlock) {
    EXPECT_EQ(stage_of(1, 2), 0);
    EXPECT_EQ(stage_of(8, 5), 3);
    EXPECT_EQ(stage_of(0, 5), 6);
}

TEST(TrajectoryMotion, AClassWaitsAtItsFirstShotAndThenGoesEvenlyFromPointToPoint) {
    const PlaceOnPath before = place_on(path(), 0.5, 2);
    EXPECT_TRUE(before.waits);
    EXPECT_EQ(before.position, (std::array<double, 3>{0, 0, 0}));
    const PlaceOnPath halfway = place_on(path(), 1.5, 2);
    EXPECT_FALSE(halfway.waits);
    EXPECT_EQ(halfway.points, 1U);
    EXPECT_EQ(halfway.position, (std::array<double, 3>{5, -5, 10}));
    EXPECT_EQ(halfway.shot, 4) << "the piece has the colour of where it leads";
    const PlaceOnPath at = place_on(path(), 2, 2);
    EXPECT_EQ(at.points, 2U);
    EXPECT_EQ(at.position[0], 10);
    for (double end : {3.0, whole_way}) {
        EXPECT_EQ(place_on(path(), end, 2).points, 3U);
        EXPECT_EQ(place_on(path(), end, 2).position[0], 30);
    }
}

TEST(TrajectoryMotion, AClassThatKeepsItsWeightsNeverWaits) {
    ClassTrajectory keeper = path();
    keeper.points = {keeper.points[2]};
    EXPECT_FALSE(place_on(keeper, 0, 2).waits);
    EXPECT_EQ(place_on(keeper, 0, 2).position[0], 30);
}

} // namespace
} // namespace whydah
