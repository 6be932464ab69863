// The scene's content and its camera need no OpenGL.
#include "widgets/trajectory_scene.h"
#include "widgets/trajectory_vtp.h"

#include "widgets/long_tail_records.h"
#include "widgets/stop_watch.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

std::shared_ptr<const Trajectories> made(int classes) {
    Trajectories t = test::long_tail_trajectories(test::long_tail_dataset(classes, 400), 7);
    for (ClassTrajectory& path : t.classes)
        for (TrajectoryPoint& point : path.points) point.position[2] = 0.3 * point.position[0] - point.norm;
    return std::make_shared<const Trajectories>(std::move(t));
}

PlotColours light() { return plot_colours(light_palette()); }

TEST(TrajectoryScene, HoldsEveryPathInOneSetOfLines) {
    const auto paths = made(400);
    TrajectoryColours colours;
    colours.last_block = 7;
    TrajectoryScene scene;
    scene.show({.trajectories = paths}, colours, light());
    std::int64_t lines = 0, points = 0;
    for (const ClassTrajectory& path : paths->classes)
        if (path.points.size() > 1) ++lines, points += static_cast<std::int64_t>(path.points.size());
    EXPECT_EQ(scene.content().lines, lines);
    EXPECT_EQ(scene.content().line_points, points);
    EXPECT_EQ(scene.content().heads, lines) << "an arrow head for each path that travels";
    EXPECT_LT(scene.content().actors, 10U);
}

TEST(TrajectoryScene, SelectedPathsAreDrawnApartAndNoneIsLost) {
    const auto paths = made(60);
    TrajectoryColours colours;
    TrajectoryScene scene;
    scene.show({.trajectories = paths}, colours, light());
    const auto all = scene.content().lines;
    scene.show({.trajectories = paths, .selected = {3, 5}}, colours, light());
    EXPECT_EQ(scene.content().chosen_lines, 2);
    EXPECT_EQ(scene.content().lines, all - 2);
}

TEST(TrajectoryScene, TheWholeIsInSightAfterAReset) {
    const auto paths = made(100);
    TrajectoryScene scene;
    scene.show({.trajectories = paths}, {}, light());
    for (const QSizeF size : {QSizeF(500, 500), QSizeF(900, 500), QSizeF(400, 800)}) {
        scene.reset_camera(size);
        QRectF covered(QPointF(size.width() / 2, size.height() / 2), QSizeF(1, 1));
        for (const ClassTrajectory& path : paths->classes)
            for (const TrajectoryPoint& point : path.points) {
                if (path.points.size() < 2) continue;
                const auto at = scene.pixel(point.position, size);
                ASSERT_TRUE(at);
                EXPECT_TRUE(QRectF(QPointF(), size).contains(*at)) << at->x() << ' ' << at->y();
                covered |= QRectF(*at, QSizeF(1, 1));
            }
        EXPECT_GT(std::max(covered.width() / size.width(), covered.height() / size.height()), 0.6) << "and fills it";
    }
}

TEST(TrajectoryScene, TurningMovesPointsAndKeepsTheirDistanceFromTheMiddle) {
    const auto paths = made(30);
    TrajectoryScene scene;
    scene.show({.trajectories = paths}, {}, light());
    scene.reset_camera({600, 600});
    const auto& place = paths->classes[0].points[0].position;
    const auto before = scene.pixel(place, {600, 600});
    scene.turn(40);
    EXPECT_NE(*scene.pixel(place, {600, 600}), *before);
    scene.turn(-40);
    EXPECT_NEAR(scene.pixel(place, {600, 600})->x(), before->x(), 1e-6);
}

TEST(TrajectoryScene, EightThousandClassesOfNinePointsAreBuiltInAQuarterOfASecond) {
    const auto paths = made(8000);
    TrajectoryColours colours;
    colours.last_block = 7;
    TrajectoryScene scene;
    const double ms = test::best_milliseconds(
        [&] { scene.show({.trajectories = paths, .selected = {17}, .stage = 3.3}, colours, light()); });
    std::printf("%7.1f ms\n", ms);
    EXPECT_LT(ms, 250);
    EXPECT_GE(scene.content().lines, 7000);
}

TEST(TrajectoryVtp, HoldsAPolylineAClassWithItsNumbers) {
    Trajectories t = *made(12);
    t.measured = {t.classes[0]};
    t.regressed = {t.classes[1]};
    const QString text = QString::fromUtf8(trajectories_vtp(t, {}));
    std::int64_t points = 0, lines = 0, dots = 0;
    for (const auto* chains : {&t.classes, &t.measured, &t.regressed})
        for (const ClassTrajectory& chain : *chains) {
            points += static_cast<std::int64_t>(chain.points.size());
            ++(chain.points.size() > 1 ? lines : dots);
        }
    EXPECT_TRUE(text.contains(QStringLiteral("NumberOfPoints=\"%1\"").arg(points)));
    EXPECT_TRUE(text.contains(QStringLiteral("NumberOfLines=\"%1\"").arg(lines)));
    EXPECT_TRUE(text.contains(QStringLiteral("NumberOfVerts=\"%1\"").arg(dots)));
    for (const char* name : {"colour", "norm", "class", "label", "training images"})
        EXPECT_TRUE(text.contains(QStringLiteral("Name=\"%1\"").arg(QLatin1String(name)))) << name;
}

} // namespace
} // namespace whydah
