#include "widgets/growing_paths.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"
#include "widgets/training_plots.h"

#include <QApplication>
#include <QSignalSpy>
#include <QToolButton>

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(GrowingPaths, SaysWhatItIsForBeforeAnyTraining) {
    GrowingPaths view;
    EXPECT_FALSE(view.hint().isEmpty());
    EXPECT_TRUE(view.caption().isEmpty());
}

TEST(GrowingPaths, GrowByAPieceABlock) {
    GrowingPaths view;
    view.show_progress(test::block_progress(2, 3, 1));
    EXPECT_TRUE(view.hint().isEmpty());
    EXPECT_EQ(view.title(), "MetaModelNet · seed 1");
    EXPECT_EQ(view.caption(), "block 2, 2 of 4 back to front: 4 classes with > 8 images");
    EXPECT_EQ(view.measured_count(), 4);
    EXPECT_EQ(view.piece(3).size(), 8U) << "two ends for each of four classes";
    EXPECT_EQ(view.piece(2).size(), 8U);
    EXPECT_TRUE(view.piece(1).empty()) << "not trained yet";
    EXPECT_EQ(view.piece(2)[0], (PlanePoint{0.1, 2.0}));
    EXPECT_EQ(view.piece(2)[1], (PlanePoint{0.1, 3.0}));
    view.show_progress(test::block_progress(1, 3, 1));
    EXPECT_EQ(view.piece(1).size(), 8U);
    view.clear();
    EXPECT_FALSE(view.hint().isEmpty());
}

TEST(GrowingPaths, ItsCaptionIsNotCutBesideTheLosses) {
    GrowingPaths view;
    view.show_progress(test::block_progress(2, 3, 1));
    view.offer_details(); // a button stands beside it
    view.show();
    for (const int width : {700, 376, 340}) { // 376: what the losses leave where both just have room
        view.resize(width, 400);
        QApplication::processEvents();
        EXPECT_FALSE(view.shown_caption().endsWith(u'…')) << width << ": " << view.shown_caption().toStdString();
    }
    EXPECT_EQ(view.shown_caption(), "block 2 (2 of 4): 4 classes, > 8 images");
    view.resize(700, 400);
    QApplication::processEvents();
    EXPECT_EQ(view.shown_caption(), view.caption());
}

TEST(GrowingPaths, DrawsThemInOneScaleWithAllInSight) {
    GrowingPaths view;
    view.show_progress(test::block_progress(0, 3));
    test::show(view, {500, 400});
    view.plot()->replot(QCustomPlot::rpImmediateRefresh);
    EXPECT_GE(view.plot()->plottableCount(), 4 + 3) << "a curve a block, measured ways and ends";
    const QCPRange x = view.plot()->xAxis->range(), y = view.plot()->yAxis->range();
    EXPECT_TRUE(x.contains(0) && x.contains(3.1) && y.contains(0) && y.contains(4));
    const QRect in = view.plot()->axisRect()->rect();
    EXPECT_NEAR(x.size() / in.width(), y.size() / in.height(), 1e-9);
}

TEST(GrowingPaths, TellAnotherNetOfTheSameSeedApart) {
    GrowingPaths view;
    BlockProgress second = test::block_progress(3, 3);
    second.net = 1, second.nets = 3;
    view.show_progress(second);
    EXPECT_EQ(view.title(), "MetaModelNet · seed 0 · net 2 of 3");
}

TEST(GrowingPaths, LeadToTheFullViewOnceThatIsThere) {
    GrowingPaths view;
    QSignalSpy asked(&view, &GrowingPaths::details_asked);
    view.show_progress(test::block_progress(0, 3));
    auto* button = view.findChild<QToolButton*>();
    ASSERT_NE(button, nullptr);
    EXPECT_TRUE(button->isHidden());
    view.offer_details();
    EXPECT_FALSE(button->isHidden());
    button->click();
    EXPECT_EQ(asked.count(), 1);
    view.show_progress(test::block_progress(3, 3, 1));
    EXPECT_TRUE(button->isHidden()) << "the next seed's are not finished";
}

TEST(TrainingPlots, StandSideBySideWhereThereIsRoom) {
    auto *losses = new QWidget, *paths = new QWidget; // the view's
    TrainingPlots view(losses, paths);
    test::show(view, {TrainingPlots::room_for_both + 40, 300});
    EXPECT_TRUE(view.shows_both());
    EXPECT_TRUE(losses->isVisible() && paths->isVisible());
    view.resize(500, 300);
    EXPECT_FALSE(view.shows_both());
    EXPECT_TRUE(losses->isVisible());
    EXPECT_FALSE(paths->isVisible());
    view.show_page(1);
    EXPECT_TRUE(paths->isVisible());
    EXPECT_FALSE(losses->isVisible());
}

} // namespace
} // namespace whydah
