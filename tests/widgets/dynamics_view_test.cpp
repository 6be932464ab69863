#include "widgets/dynamics_view.h"

#include "widgets/class_search.h"
#include "widgets/clicks.h"
#include "widgets/hover_card.h"
#include "widgets/long_tail_records.h"
#include "widgets/nearest_table.h"
#include "widgets/norm_plot.h"
#include "widgets/plot_style.h"
#include "widgets/projection_bar.h"
#include "widgets/step_bar.h"
#include "widgets/trajectory_layer.h"
#include "widgets/trajectory_plot.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <gtest/gtest.h>

#include <cmath>

namespace whydah {
namespace {

using By = TrajectoryColours::By;
using Page = DynamicsView::Page;
using Shape = RegionPicker::Shape;

class DynamicsViewTest : public testing::Test {
protected:
    DynamicsViewTest() : data(test::long_tail_dataset(25, 300)), paths(test::long_tail_trajectories(data, 4)) {
        for (std::int64_t block = 0; block <= 5; ++block)
            paths.dynamics.norms.push_back({.shot = block > 4 ? 0 : std::int64_t{1} << block,
                                            .measured_classes = 9,
                                            .measured = 0.5 + 0.1 * static_cast<double>(block),
                                            .regressed_classes = block ? 9 : 0,
                                            .regressed = block ? 0.6 : NAN});
        paths.dynamics.nearest = {{.label = 3, .before = {4, 5, 6}, .after = {5, 7, 8}}};
        paths.dynamics.kept_nearest = 0.42;
        view.trajectories()->show_trajectories({paths});
        test::show(view, {900, 640});
    }
    const TrajectoryLayer& layer() const {
        return dynamic_cast<const TrajectoryLayer&>(*view.trajectories()->plot()->plottable(0));
    }

    DatasetSummary data;
    Trajectories paths;
    DynamicsView view;
};

TEST_F(DynamicsViewTest, WithoutOpenGLTheSecondDimensionStaysAndItSaysWhy) {
    if (QGuiApplication::platformName() != u"offscreen") GTEST_SKIP() << "a display";
    EXPECT_TRUE(view.refusal().isEmpty());
    view.show_page(Page::space);
    EXPECT_EQ(view.page(), Page::plane);
    EXPECT_EQ(view.space(), nullptr);
    EXPECT_TRUE(view.trajectories()->isVisible());
    EXPECT_TRUE(view.refusal().contains("offscreen")) << view.refusal().toStdString();
    view.show_page(Page::norms);
    EXPECT_TRUE(view.refusal().isEmpty());
}

TEST_F(DynamicsViewTest, ControlsGiveWayToTheHintWhileThereAreNoTrajectories) {
    EXPECT_TRUE(view.bar()->isVisible());
    view.trajectories()->clear();
    EXPECT_FALSE(view.bar()->isVisible());
    EXPECT_FALSE(view.steps()->isVisible());
    EXPECT_TRUE(view.trajectories()->isVisible()) << "with its hint";
}

TEST_F(DynamicsViewTest, TheSearchSelectsAClassByAPartOfItsName) {
    QSignalSpy selected(&view, &DynamicsView::classes_selected);
    QTest::keyClicks(view.bar()->search(), "BUTTER");
    QTest::keyClick(view.bar()->search(), Qt::Key_Return);
    ASSERT_GE(selected.count(), 1);
    const auto label = selected.last()[0].value<std::vector<int>>().at(0);
    EXPECT_EQ(data.classes[static_cast<std::size_t>(label)].name, "butterfly");
    EXPECT_EQ(view.trajectories()->selected_class(), label);
    EXPECT_EQ(view.bar()->search()->label_of("nothing like it"), -1);
}

TEST_F(DynamicsViewTest, ABoxAndALassoSelectTheClassesInThem) {
    TrajectoryPlot& plane = *view.trajectories();
    const QPointF end = plane.pixel_of(3, 0);
    const QCPRange range = plane.plot()->xAxis->range();
    view.bar()->pointer_button(Shape::box)->click();
    // The button goes down on a whole pixel.
    const QRectF box(QPointF((end - QPointF(30, 30)).toPoint()), end + QPointF(30, 30));
    test::drag(*plane.plot(), box.topLeft(), box.bottomRight());
    const std::vector<int> boxed = plane.selected_classes();
    EXPECT_NE(std::find(boxed.begin(), boxed.end(), 3), boxed.end());
    for (int label = 0; label < 25; ++label) {
        bool inside = false;
        for (std::size_t i = 0; i < paths.classes[static_cast<std::size_t>(label)].points.size(); ++i)
            inside |= box.contains(plane.pixel_of(label, static_cast<int>(i)));
        EXPECT_EQ(std::find(boxed.begin(), boxed.end(), label) != boxed.end(), inside) << label;
    }
    EXPECT_EQ(plane.plot()->xAxis->range(), range) << "nothing was panned";
    view.bar()->pointer_button(Shape::lasso)->click();
    const QPointF other = plane.pixel_of(7, 0);
    QTest::mousePress(plane.plot(), Qt::LeftButton, {}, (other + QPointF(-12, -12)).toPoint());
    for (const QPointF& way : {QPointF(12, -12), QPointF(12, 12), QPointF(-12, 12), QPointF(-12, -11)}) {
        QMouseEvent move(QEvent::MouseMove, other + way, plane.plot()->mapToGlobal(other + way), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(plane.plot(), &move);
    }
    QTest::mouseRelease(plane.plot(), Qt::LeftButton, {}, (other + QPointF(-12, -11)).toPoint());
    const std::vector<int> lassoed = plane.selected_classes();
    EXPECT_NE(std::find(lassoed.begin(), lassoed.end(), 7), lassoed.end());
    view.bar()->pointer_button(Shape::none)->click();
    test::drag(*plane.plot(), end, end + QPointF(60, 0));
    EXPECT_EQ(plane.selected_classes(), lassoed) << "dragging pans again";
    EXPECT_NE(plane.plot()->xAxis->range(), range);
}

TEST_F(DynamicsViewTest, TheSliderMovesAllClassesAndTheEndIsTheWholeWay) {
    EXPECT_EQ(view.steps()->text(), "whole way");
    view.steps()->set_stage(2);
    EXPECT_EQ(view.steps()->text(), "k = 4");
    EXPECT_EQ(layer().stage(), 2);
    view.trajectories()->plot()->replot();
    view.steps()->set_stage(5);
    EXPECT_EQ(view.steps()->text(), "whole way");
    EXPECT_EQ(layer().stage(), whole_way);
}

TEST_F(DynamicsViewTest, PlayingGoesFromOneShotToManyAndStopsThere) {
    QSignalSpy moved(view.steps(), &StepBar::stage_changed);
    view.steps()->play();
    EXPECT_TRUE(view.steps()->playing());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !view.steps()->playing(); }, 20000));
    EXPECT_EQ(view.steps()->stage(), whole_way);
    EXPECT_GT(moved.count(), 20) << "evenly, not in jumps";
}

TEST_F(DynamicsViewTest, ColoursFollowWhatIsKnown) {
    view.set_colour_by(By::gain);
    EXPECT_EQ(view.trajectories()->colours().by, By::shot) << "no gains yet";
    view.set_facts({.bands = std::vector<Band>(25, Band::few),
                    .groups = {},
                    .gains = std::vector<std::optional<double>>(25, 0.1)});
    view.set_colour_by(By::band);
    EXPECT_EQ(layer().colours().of(3, 1, false), band_colour(Band::few));
    view.set_facts({});
    EXPECT_EQ(view.trajectories()->colours().by, By::shot) << "another data set: not known any more";
}

TEST_F(DynamicsViewTest, MeasuredChainsAreSolidAndPredictedOnesDashed) {
    Trajectories heads = paths;
    heads.classes = {paths.classes[0], paths.classes[1], paths.classes[0], paths.classes[1]};
    view.trajectories()->add_trajectories(heads, 2);
    EXPECT_FALSE(layer().is_predicted(layer().shown().classes[1]));
    EXPECT_TRUE(layer().is_predicted(layer().shown().classes[2]));
    view.trajectories()->add_trajectories(paths);
    EXPECT_FALSE(layer().is_predicted(layer().shown().classes[2]));
}

TEST_F(DynamicsViewTest, NormsAreDrawnWithTheChosenClasssOwn) {
    view.show_page(Page::norms);
    EXPECT_TRUE(view.norms()->isVisible());
    using Lines = std::vector<std::pair<QString, int>>;
    EXPECT_EQ(view.norms()->lines(), (Lines{{"measured, head classes", 6}, {"predicted of these", 5}}))
        << "lines without numbers are left out";
    view.select_classes({3});
    ASSERT_EQ(view.norms()->lines().size(), 3U);
    EXPECT_EQ(view.norms()->lines()[2].first.toStdString(), paths.classes[3].name);
    EXPECT_EQ(view.norms()->lines()[2].second, static_cast<int>(paths.classes[3].points.size()));
}

TEST_F(DynamicsViewTest, NearestClassesBeforeAndAfterLeadToOthers) {
    view.show_page(Page::nearest);
    EXPECT_TRUE(view.nearest()->column(0).isEmpty());
    view.select_classes({9, 3});
    const auto name = [&](int label) {
        return QString::fromStdString(data.classes[static_cast<std::size_t>(label)].name);
    };
    EXPECT_EQ(view.nearest()->column(0), (QStringList{name(4), name(5), name(6)}));
    EXPECT_EQ(view.nearest()->column(1), (QStringList{name(5), name(7), name(8)}));
    QSignalSpy selected(&view, &DynamicsView::classes_selected);
    Q_EMIT view.nearest()->class_selected(7);
    EXPECT_EQ(view.trajectories()->selected_class(), 7);
    EXPECT_EQ(selected.count(), 1);
}

TEST_F(DynamicsViewTest, APictureOfTheClassComesToTheMouse) {
    data.classes[3].images = {{.file = "/b.png", .index = -1}, {.file = "/a.png", .index = -1}};
    data.classes[3].image_parts = {SplitPart::test, SplitPart::train};
    view.show_images(data);
    QSignalSpy asked(&view, &DynamicsView::thumbnails_asked);
    TrajectoryPlot& plane = *view.trajectories();
    int lonely = static_cast<int>(paths.classes[3].points.size()) - 1;
    while (lonely > 0 && plane.class_at(plane.pixel_of(3, lonely)) != 3) --lonely;
    ASSERT_EQ(plane.class_at(plane.pixel_of(3, lonely)), 3);
    test::hover(*plane.plot(), plane.pixel_of(3, lonely));
    ASSERT_EQ(asked.count(), 1);
    const auto images = asked[0][0].value<std::vector<ImageRef>>();
    ASSERT_EQ(images.size(), 1U);
    EXPECT_EQ(images[0].file, "/a.png") << "of the training part";
    EXPECT_FALSE(view.card()->has_picture());
    EXPECT_TRUE(view.card()->text().startsWith(QString::fromStdString(paths.classes[3].name)));
    EXPECT_TRUE(plane.plot()->hover_text().isEmpty()) << "the picture would cover it";
    const ImagePixels pixels{.width = 2, .height = 2, .rgb = std::vector<std::uint8_t>(12, 200)};
    view.show_pixels({.file = "/another.png", .index = -1}, pixels);
    EXPECT_FALSE(view.card()->has_picture()) << "of another class, late";
    view.show_pixels(images[0], pixels);
    EXPECT_TRUE(view.card()->has_picture());
    EXPECT_TRUE(view.card()->isVisible());
    test::hover(*plane.plot(), {2, 2});
    EXPECT_FALSE(view.card()->isVisible());
}

TEST_F(DynamicsViewTest, NothingIsCutAtTheNarrowestAndTheBarNeedsOneRowWhereThereIsRoom) {
    const auto all_inside = [&] {
        constexpr auto direct = Qt::FindDirectChildrenOnly;
        for (const QWidget* row : view.bar()->findChildren<QWidget*>(QString(), direct))
            for (const QWidget* part : row->findChildren<QWidget*>(QString(), direct))
                if (part->isVisible() && !row->rect().contains(part->geometry())) return false;
        return true;
    };
    test::show(view, {420, 640});
    EXPECT_TRUE(all_inside());
    EXPECT_GT(view.bar()->height(), 50);
    test::show(view, {1500, 640});
    EXPECT_TRUE(all_inside());
    EXPECT_LT(view.bar()->height(), 50);
}

TEST_F(DynamicsViewTest, TheProjectionStandsInTheBarsSecondRowAndWhatIsTakenAlongInItsFirst) {
    ProjectionBar projection;
    view.set_projection_bar(&projection);
    test::show(view, {550, 640}); // what a window of 1,280 pixels leaves it
    const auto row = [&](const QWidget& part) { return part.mapTo(&view, QPoint(0, part.height() / 2)).y(); };
    const auto& pages = *view.bar()->page_button(DynamicsBar::Page::plane);
    const auto& pointer = *view.bar()->pointer_button(RegionPicker::Shape::box);
    EXPECT_NEAR(row(*view.bar()->findChild<QPushButton*>()), row(pages), 2) << "Export";
    EXPECT_NEAR(row(*projection.kind()), row(pointer), 2);
    EXPECT_NEAR(row(*view.bar()->display_button()), row(pointer), 2);
    EXPECT_LE(projection.height(), 8) << "PCA needs nothing more";
    projection.kind()->setCurrentIndex(1);
    Q_EMIT projection.kind()->activated(1);
    for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
    EXPECT_GT(projection.height(), 20) << "t-SNE does";
    view.show_page(DynamicsBar::Page::norms);
    EXPECT_FALSE(projection.kind()->isVisible());
    view.show_page(DynamicsBar::Page::plane);
    EXPECT_TRUE(projection.kind()->isVisible());
}

TEST_F(DynamicsViewTest, WhatIsSeldomChangedFoldsAwaySoThatTwoRowsAreEnoughInASmallWindow) {
    test::show(view, {600, 640});
    const int folded = view.bar()->height();
    EXPECT_LT(folded, 90);
    QSignalSpy opened(view.bar(), &DynamicsBar::details_opened);
    view.bar()->display_button()->click();
    for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
    EXPECT_GT(view.bar()->height(), folded);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_TRUE(opened.last().at(0).toBool());
    view.bar()->display_button()->click();
    for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
    EXPECT_EQ(view.bar()->height(), folded);
}

} // namespace
} // namespace whydah
