// The 3-D view on a display with OpenGL.
#include "widgets/clicks.h"
#include "widgets/dynamics_view.h"
#include "widgets/hover_card.h"
#include "widgets/long_tail_records.h"
#include "widgets/step_bar.h"
#include "widgets/trajectory_plot.h"
#include "widgets/trajectory_space.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <ctime>
#include <set>

namespace whydah {
namespace {

using Page = DynamicsView::Page;

Trajectories made(int classes) {
    Trajectories t = test::long_tail_trajectories(test::long_tail_dataset(classes, 400), 7);
    for (ClassTrajectory& path : t.classes)
        for (TrajectoryPoint& point : path.points) point.position[2] = 0.8 * point.position[0] * point.position[1];
    return t;
}

class SceneTest : public testing::Test {
protected:
    void show(int classes) {
        view.setPalette(light_palette());
        view.trajectories()->show_trajectories({made(classes)});
        test::show(view, {900, 700});
        view.show_page(Page::space);
        settle();
        ASSERT_NE(view.space(), nullptr);
        ASSERT_TRUE(view.space()->isValid());
    }
    static void settle() { QTest::qWait(150); }
    /// A pixel at which the class's path is the one that a click hits.
    std::optional<QPointF> lonely(int label) {
        const auto& path = view.trajectories()->shown().classes.at(static_cast<std::size_t>(label));
        for (std::size_t i = path.points.size(); i-- > 0;)
            if (const auto at = view.space()->pixel_of(label, i);
                at && view.space()->rect().contains(at->toPoint()) && view.space()->class_at(*at) == label)
                return at;
        return {};
    }
    /// Colours that have something of one: not grey.
    static std::set<QRgb> vivid(const QImage& picture) {
        std::set<QRgb> out;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                if (const QColor colour = picture.pixelColor(x, y); colour.saturation() > 90) out.insert(colour.rgb());
        return out;
    }
    DynamicsView view;
};

TEST_F(SceneTest, DrawsPathsInTheirColoursOnTheThemesGround) {
    show(60);
    const QImage light = view.space()->grabFramebuffer();
    EXPECT_EQ(light.pixelColor(3, 3).rgb(), light_palette().color(QPalette::Base).rgb());
    EXPECT_GT(vivid(light).size(), 40U);
    view.setPalette(dark_palette());
    settle();
    const QImage dark = view.space()->grabFramebuffer();
    EXPECT_EQ(dark.pixelColor(3, 3).rgb(), dark_palette().color(QPalette::Base).rgb());
    EXPECT_GT(vivid(dark).size(), 40U);
}

TEST_F(SceneTest, AClickPicksAClassCtrlAddsAndTheOthersAreDimmed) {
    show(25);
    QSignalSpy selected(&view, &DynamicsView::classes_selected);
    std::vector<int> labels;
    std::vector<QPointF> places;
    for (int label = 0; label < 25 && labels.size() < 2; ++label)
        if (const auto at = lonely(label)) labels.push_back(label), places.push_back(*at);
    ASSERT_EQ(labels.size(), 2U);
    const auto vivid_before = vivid(view.space()->grabFramebuffer()).size();
    test::click(*view.space(), places[0]);
    EXPECT_EQ(view.trajectories()->selected_classes(), (std::vector{labels[0]}));
    settle();
    EXPECT_LT(vivid(view.space()->grabFramebuffer()).size(), vivid_before);
    EXPECT_EQ(view.space()->scene().content().chosen_lines + view.space()->scene().content().lines,
              static_cast<std::int64_t>(std::count_if(view.trajectories()->shown().classes.begin(),
                                                      view.trajectories()->shown().classes.end(),
                                                      [](const auto& path) { return path.points.size() > 1; })));
    test::click(*view.space(), places[1], Qt::ControlModifier);
    EXPECT_EQ(view.trajectories()->selected_classes(), labels);
    test::click(*view.space(), {4, 4});
    EXPECT_TRUE(view.trajectories()->selected_classes().empty());
    EXPECT_EQ(selected.count(), 3);
}

TEST_F(SceneTest, DraggingTurnsWithoutSelectingAndADoubleClickResets) {
    show(40);
    const auto at = *view.space()->pixel_of(3, 0);
    test::drag(*view.space(), {200, 200}, {420, 260});
    settle();
    EXPECT_GT(QLineF(at, *view.space()->pixel_of(3, 0)).length(), 20);
    EXPECT_TRUE(view.trajectories()->selected_classes().empty());
    QTest::mouseDClick(view.space(), Qt::LeftButton, {}, {300, 300});
    EXPECT_LT(QLineF(at, *view.space()->pixel_of(3, 0)).length(), 1e-6);
}

// t-SNE grows to many times its size while it iterates.
TEST_F(SceneTest, PathsThatGrowWhileTheyAreWatchedStayInSight) {
    constexpr int classes = 25;
    show(classes);
    const auto in_sight = [&] { // and not as one dot
        double left = 1e9, right = -1e9;
        for (int label = 0; label < classes; ++label) {
            const auto at = view.space()->pixel_of(label, 0);
            if (!at || !view.space()->rect().contains(at->toPoint())) return false;
            left = std::min(left, at->x()), right = std::max(right, at->x());
        }
        return right - left > 0.25 * view.space()->width();
    };
    ASSERT_TRUE(in_sight());
    double size = 1;
    for (const bool turned : {false, true}) {
        if (turned) test::drag(*view.space(), {450, 350}, {520, 360});
        Trajectories grown = made(classes);
        size *= 40;
        for (ClassTrajectory& path : grown.classes)
            for (TrajectoryPoint& point : path.points)
                for (double& x : point.position) x = size * (x + 3);
        view.trajectories()->show_trajectories({grown});
        settle();
        EXPECT_TRUE(in_sight()) << (turned ? "turned" : "as it came");
    }
}

TEST_F(SceneTest, NamesNeverCoverEachOther) {
    show(200);
    const std::vector<QRectF>& places = view.space()->labels().places();
    EXPECT_GE(places.size(), 8U);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(places[i].intersects(places[j]));
}

TEST_F(SceneTest, TheMouseNamesTheClass) {
    show(25);
    for (int label = 0; label < 25; ++label)
        if (const auto at = lonely(label)) {
            test::hover(*view.space(), *at);
            const auto& path = view.trajectories()->shown().classes[static_cast<std::size_t>(label)];
            EXPECT_TRUE(view.card()->text().startsWith(QString::fromStdString(path.name)));
            EXPECT_TRUE(view.card()->isVisible());
            test::hover(*view.space(), {3, 3});
            EXPECT_FALSE(view.card()->isVisible());
            return;
        }
    FAIL() << "no path stands free";
}

TEST_F(SceneTest, APictureComesAtAnySizeAndTheViewStaysAsItWas) {
    show(60);
    const QImage before = view.space()->grabFramebuffer();
    const QImage large = view.space()->scene_picture({2400, 1500});
    EXPECT_EQ(large.size(), QSize(2400, 1500));
    EXPECT_GT(vivid(large).size(), 60U);
    settle();
    EXPECT_EQ(view.space()->grabFramebuffer(), before);
    EXPECT_THROW(view.space()->scene_picture({200'000, 10}), std::exception);
}

TEST_F(SceneTest, SurvivesAnotherWindowAndComesBack) {
    show(40);
    auto* tab = new QWidget;
    const auto colours = vivid(view.space()->grabFramebuffer()).size();
    auto* parent = view.space()->parentWidget();
    view.space()->setParent(tab);
    tab->resize(500, 400);
    view.space()->resize(500, 400);
    tab->show();
    view.space()->show();
    settle();
    EXPECT_GT(vivid(view.space()->grabFramebuffer()).size(), colours / 4);
    view.space()->setParent(parent);
    view.space()->show();
    settle();
    EXPECT_GT(vivid(view.space()->grabFramebuffer()).size(), colours / 4);
    delete tab;
}

double process_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); // with the software driver's threads
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// What a frame costs while turning, in milliseconds of work: other programs that run beside the test do not count.
double work_a_frame(TrajectorySpace& space, int frames) {
    int drawn = 0;
    const auto turning = QObject::connect(&space, &QOpenGLWidget::frameSwapped, &space, [&] {
        ++drawn;
        const_cast<TrajectoryScene&>(space.scene()).turn(2);
        space.update();
    });
    QElapsedTimer clock;
    clock.start();
    const double before = process_milliseconds();
    space.update();
    while (drawn < frames && clock.elapsed() < 60'000) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    QObject::disconnect(turning);
    std::printf("  %d frames, %.1f a second\n", drawn, 1000.0 * drawn / static_cast<double>(clock.elapsed()));
    return (process_milliseconds() - before) / std::max(1, drawn);
}

TEST_F(SceneTest, FourHundredClassesTurnFluidlyAndEightThousandStayUsable) {
    show(400);
    const double few = work_a_frame(*view.space(), 30);
    std::printf("  400 classes: %.1f ms of work a frame on %s\n", few, qUtf8Printable(view.space()->driver()));
    view.trajectories()->show_trajectories({made(8000)});
    settle();
    const double many = work_a_frame(*view.space(), 10);
    std::printf("8,000 classes: %.1f ms of work a frame\n", many);
    EXPECT_LT(few, 120);
    EXPECT_LT(many, 500);
}

} // namespace
} // namespace whydah
