#include "widgets/trajectory_plot.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"
#include "widgets/stop_watch.h"
#include "widgets/trajectory_layer.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace whydah {
namespace {

Trajectories square() {
    const auto point = [](std::int64_t shot, double x, double y) {
        return TrajectoryPoint{.shot = shot, .position = {x, y, 0}, .norm = 1.5};
    };
    return {.method = "meta_model_net",
            .seed = 2,
            .last_block = 1,
            .variance_share = {0.234, 0.091, 0.02},
            .classes = {{.label = 0,
                         .name = "rare",
                         .train = 1,
                         .entry_block = 0,
                         .points = {point(1, 0, 0), point(2, 0, 4), point(0, 0, 10)}},
                        {.label = 1, .name = "common", .train = 900, .entry_block = 2, .points = {point(0, 8, 8)}},
                        {.label = 2,
                         .name = "middling",
                         .train = 3,
                         .entry_block = 1,
                         .points = {point(2, 10, 0), point(0, 10, 10)}}}};
}

TEST(TrajectoryPlot, BothAxesHaveOneScaleAndHoldEveryPoint) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view, {900, 420});
    QCPAxis *x = view.plot()->xAxis, *y = view.plot()->yAxis;
    EXPECT_NEAR(x->range().size() / x->axisRect()->width(), y->range().size() / y->axisRect()->height(), 1e-9);
    EXPECT_TRUE(x->range().contains(0) && x->range().contains(10));
    EXPECT_TRUE(y->range().contains(0) && y->range().contains(10));
    EXPECT_EQ(x->label(), "PC 1 (23.4 % of variance)");
    EXPECT_EQ(y->label(), "PC 2 (9.1 % of variance)");
}

TEST(TrajectoryPlot, ShotsRunFromPurpleToRedInTheSchemeThatWasChosen) {
    TrajectoryPlot view;
    view.setPalette(light_palette());
    view.show_trajectories({square()});
    const auto* layer = dynamic_cast<const TrajectoryLayer*>(view.plot()->plottable(0));
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->shot_colour_of(1), shot_colour(0, ShotScale::rainbow));
    EXPECT_EQ(layer->shot_colour_of(2), shot_colour(0.5, ShotScale::rainbow));
    EXPECT_EQ(layer->shot_colour_of(0), shot_colour(1, ShotScale::rainbow));
    view.set_scale(ShotScale::viridis);
    EXPECT_EQ(view.scale(), ShotScale::viridis);
    EXPECT_EQ(layer->shot_colour_of(0), shot_colour(1, ShotScale::viridis));
}

TEST(TrajectoryPlot, AClickOnAPathSelectsItsClassAndBesideItNone) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view);
    QSignalSpy selected(&view, &TrajectoryPlot::class_selected);
    const QPointF between = (view.pixel_of(2, 0) + view.pixel_of(2, 1)) / 2;
    EXPECT_EQ(view.class_at(between), 2);
    test::click(*view.plot(), between);
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), 2);
    test::click(*view.plot(), view.pixel_of(1, 0), Qt::ControlModifier);
    EXPECT_EQ(view.selected_classes(), (std::vector{2, 1}));
    test::click(*view.plot(), view.pixel_of(1, 0), Qt::ControlModifier);
    EXPECT_EQ(view.selected_classes(), (std::vector{2}));
    test::click(*view.plot(), (view.pixel_of(0, 0) + view.pixel_of(2, 0)) / 2);
    EXPECT_EQ(selected.last().at(0).toInt(), -1);
    const auto before = selected.count();
    view.select_class(0);
    EXPECT_EQ(view.selected_class(), 0);
    EXPECT_EQ(selected.count(), before);
}

TEST(TrajectoryPlot, TheMouseNamesClassAndShots) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view);
    test::hover(*view.plot(), view.pixel_of(0, 1));
    EXPECT_EQ(view.plot()->hover_text(), "rare · 1 training image\n2-shot weights · norm 1.50");
}

TEST(TrajectoryPlot, SelectedPathsAreDrawnInFullColourAndOthersDimmedButThere) {
    TrajectoryPlot view;
    view.setPalette(light_palette());
    view.show_trajectories({square()});
    test::show(view);
    view.select_class(0);
    view.plot()->replot();
    const QImage picture = view.plot()->toPixmap(view.plot()->width(), view.plot()->height()).toImage();
    const auto middle = [&](int label) {
        return picture.pixelColor(((view.pixel_of(label, 0) + view.pixel_of(label, 1)) / 2).toPoint());
    };
    EXPECT_EQ(middle(0).rgb(), shot_colour(0.5, ShotScale::rainbow).rgb());
    const QColor dim = middle(2);
    EXPECT_NE(dim.rgb(), light_palette().color(QPalette::Base).rgb());
    EXPECT_GT(dim.lightness(), shot_colour(1, ShotScale::rainbow).lightness());
    const auto* layer = dynamic_cast<const TrajectoryLayer*>(view.plot()->plottable(0));
    EXPECT_EQ(layer->written(), (std::vector<QString>{"rare", "1", "2"}));
}

TEST(TrajectoryPlot, NamesNeverCoverEachOther) {
    TrajectoryPlot view;
    view.show_trajectories({test::long_tail_trajectories(test::long_tail_dataset(200, 400), 6)});
    test::show(view);
    const auto* layer = dynamic_cast<const TrajectoryLayer*>(view.plot()->plottable(0));
    EXPECT_GE(layer->written().size(), 6);
    const std::vector<QRectF>& places = layer->written_places();
    ASSERT_EQ(places.size(), layer->written().size());
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(places[i].intersects(places[j]));
}

TEST(TrajectoryPlot, KeepsTheChosenMethodAndSeedWhenMoreArrive) {
    Trajectories other = square();
    other.seed = 3;
    TrajectoryPlot view;
    EXPECT_FALSE(view.hint().isEmpty());
    view.add_trajectories(square());
    view.add_trajectories(other);
    EXPECT_EQ(view.shown().seed, 2);
    view.choose("meta_model_net", 3);
    other.variance_share[0] = 0.5;
    view.add_trajectories(other);
    EXPECT_EQ(view.shown().seed, 3);
    EXPECT_EQ(view.shown().variance_share[0], 0.5);
    view.clear();
    EXPECT_TRUE(view.shown().empty());
    EXPECT_FALSE(view.hint().isEmpty());
}

TEST(TrajectoryPlot, ClassesThatKeepTheirWeightsFarAwayDoNotMakeThePathsTiny) {
    Trajectories paths = square();
    paths.classes[1].points[0].position = {900, -500, 0};
    TrajectoryPlot view;
    view.show_trajectories({paths});
    test::show(view);
    const auto* layer = dynamic_cast<const TrajectoryLayer*>(view.plot()->plottable(0));
    EXPECT_LT(view.plot()->xAxis->range().size(), 40);
    EXPECT_EQ(layer->out_of_sight(), 1);
    paths.classes = {paths.classes[1]};
    view.show_trajectories({paths});
    QTest::qWait(20);
    EXPECT_TRUE(view.plot()->xAxis->range().contains(900)) << "without any other they are what there is";
}

TEST(TrajectoryPlot, DoesNotReplotWithoutEnd) {
    TrajectoryPlot view;
    const auto replots_at_rest = [&] {
        QTest::qWait(100); // whatever was under way
        QSignalSpy replots(view.plot(), &QCustomPlot::afterReplot);
        QTest::qWait(200);
        return replots.count();
    };
    test::show(view, {640, 400});
    EXPECT_EQ(replots_at_rest(), 0) << "without trajectories";
    view.show_trajectories({square()});
    EXPECT_EQ(replots_at_rest(), 0) << "the whole";
    view.resize(701, 433);
    EXPECT_EQ(replots_at_rest(), 0) << "after another size";
    const QPointF middle(view.plot()->axisRect()->center());
    QWheelEvent turn(middle, view.plot()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                     false);
    QCoreApplication::sendEvent(view.plot(), &turn);
    view.resize(833, 521);
    EXPECT_EQ(replots_at_rest(), 0) << "zoomed, and another size";
    view.clear();
    EXPECT_EQ(replots_at_rest(), 0) << "empty again";
}

TEST(TrajectoryPlot, ClassesChosenWithCtrlStayWhenTheWindowEchoesTheLastOne) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view);
    QObject::connect(&view, &TrajectoryPlot::class_selected, &view, &TrajectoryPlot::select_class);
    test::click(*view.plot(), view.pixel_of(2, 0));
    test::click(*view.plot(), view.pixel_of(0, 1), Qt::ControlModifier);
    EXPECT_EQ(view.selected_classes(), (std::vector{2, 0}));
    test::click(*view.plot(), view.pixel_of(1, 0), Qt::ControlModifier);
    EXPECT_EQ(view.selected_classes(), (std::vector{2, 0, 1}));
    test::click(*view.plot(), view.pixel_of(1, 0), Qt::ControlModifier);
    EXPECT_EQ(view.selected_classes(), (std::vector{2, 0}));
    test::click(*view.plot(), view.pixel_of(0, 1));
    EXPECT_EQ(view.selected_classes(), (std::vector{0})) << "a plain click chooses one";
    view.select_class(2);
    EXPECT_EQ(view.selected_classes(), (std::vector{2})) << "so does another view";
}

TEST(TrajectoryPlot, KeepsTheUsersZoomWhileOthersArriveAndShowsAnotherChoiceWhole) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view);
    const QCPRange whole = view.plot()->xAxis->range();
    const QPointF middle(view.plot()->axisRect()->center());
    QWheelEvent turn(middle, view.plot()->mapToGlobal(middle), {}, {0, 360}, Qt::NoButton, {}, Qt::NoScrollPhase,
                     false);
    QCoreApplication::sendEvent(view.plot(), &turn);
    QTest::qWait(20);
    const QCPRange zoomed = view.plot()->xAxis->range();
    ASSERT_LT(zoomed.size(), 0.8 * whole.size());
    Trajectories other = square();
    other.seed = 3;
    view.add_trajectories(other);
    QTest::qWait(20);
    EXPECT_EQ(view.plot()->xAxis->range(), zoomed);
    view.add_trajectories(square()); // the same run anew
    QTest::qWait(20);
    EXPECT_EQ(view.plot()->xAxis->range(), zoomed);
    view.choose("meta_model_net", 3);
    QTest::qWait(20);
    EXPECT_NEAR(view.plot()->xAxis->range().size(), whole.size(), 0.02 * whole.size());
}

TEST(TrajectoryPlot, AnotherSelectionDrawsOnlyTheSelectedPathsAnew) {
    TrajectoryPlot view;
    view.show_trajectories({square()});
    test::show(view);
    view.select_class(0);
    QTest::qWait(20);
    QSignalSpy replots(view.plot(), &QCustomPlot::afterReplot);
    const QImage before = view.grab().toImage();
    view.select_class(2);
    QTest::qWait(20);
    EXPECT_EQ(replots.count(), 0);
    EXPECT_NE(view.grab().toImage(), before);
    view.plot()->replot();
    const QImage after = view.grab().toImage();
    view.select_class(0);
    view.select_class(2);
    EXPECT_EQ(view.grab().toImage(), after) << "and the picture is the same";
}

TEST(TrajectoryPlot, FourHundredPathsOfNinePointsAreDrawnInATenthOfASecond) {
    TrajectoryPlot view;
    view.show_trajectories({test::long_tail_trajectories(test::long_tail_dataset(400, 40), 7)});
    test::show(view, {1200, 700});
    EXPECT_LT(test::best_milliseconds([&] { view.plot()->replot(QCustomPlot::rpImmediateRefresh); }),
              2 * test::call_limit_ms);
}

} // namespace
} // namespace whydah
