#include "widgets/loss_plot.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <cmath>

namespace whydah {
namespace {

LossPoint point(std::int64_t block, std::int64_t step, double regression, double task, std::int64_t seed = 0) {
    return {
        .method = "meta_model_net", .seed = seed, .block = block, .step = step, .regression = regression, .task = task};
}

TEST(StepAverage, WeighsANewValueByTwoOverSpanPlusOne) {
    StepAverage average(3); // a = 1/2
    EXPECT_DOUBLE_EQ(average.add(0, 8), 8);
    EXPECT_DOUBLE_EQ(average.add(1, 4), 6);
    EXPECT_DOUBLE_EQ(average.add(2, 2), 4);
}

TEST(StepAverage, CountsStepsAndNotPoints) {
    StepAverage average(3);
    average.add(0, 8);
    EXPECT_DOUBLE_EQ(average.add(3, 0), 1); // three steps of one half
}

TEST(LossPlot, KeepsBothTermsAndBlocksApart) {
    LossPlot view;
    view.set_span(3);
    view.show_losses({point(1, 0, 4, 8), point(1, 1, 2, 4), point(0, 2, 10, 20), point(0, 3, 20, 40)});
    EXPECT_EQ(view.shown_blocks(), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(view.curve(LossPlot::Term::regression, 1).smooth, (std::vector<double>{4, 3}));
    EXPECT_EQ(view.curve(LossPlot::Term::task, 1).smooth, (std::vector<double>{8, 6}));
    EXPECT_EQ(view.curve(LossPlot::Term::task, 0).steps, (std::vector<double>{2, 3}));
    EXPECT_EQ(view.curve(LossPlot::Term::task, 0).smooth, (std::vector<double>{20, 30})) << "each block starts anew";
}

TEST(LossPlot, AMissingRegressionLossLeavesAGapAndTheAverageGoesOn) {
    LossPlot view;
    view.set_span(3);
    view.show_losses({point(0, 0, 8, 1), point(0, 1, std::nan(""), 1), point(0, 2, 0, 1)});
    const LossPlot::Curve curve = view.curve(LossPlot::Term::regression, 0);
    EXPECT_EQ(curve.steps, (std::vector<double>{0, 2}));
    EXPECT_EQ(curve.smooth, (std::vector<double>{8, 2}));
    EXPECT_EQ(view.curve(LossPlot::Term::task, 0).steps.size(), 3);
}

TEST(LossPlot, ZoomingLeavesTheAverageAlone) {
    LossPlot view;
    view.show_losses(test::block_losses(2, 200));
    test::show(view);
    const auto before = view.curve(LossPlot::Term::task, 1).smooth;
    view.plot()->axisRect(0)->axis(QCPAxis::atBottom)->setRange(250, 260);
    view.plot()->replot();
    EXPECT_EQ(view.curve(LossPlot::Term::task, 1).smooth, before);
    EXPECT_EQ(view.plot()->axisRect(1)->axis(QCPAxis::atBottom)->range(), QCPRange(250, 260))
        << "both terms show the same steps";
}

TEST(LossPlot, FollowsTheRunThatTrainsUntilOneIsChosen) {
    LossPlot view;
    EXPECT_FALSE(view.hint().isEmpty());
    view.append(point(0, 0, 1, 1, 0));
    view.append(point(3, 0, 1, 1, 1));
    EXPECT_TRUE(view.hint().isEmpty());
    EXPECT_EQ(view.shown_blocks(), (std::vector<std::int64_t>{3}));
    view.choose("meta_model_net", 0);
    view.append(point(5, 0, 1, 1, 2));
    EXPECT_EQ(view.shown_blocks(), (std::vector<std::int64_t>{0}));
    view.append(point(0, 1, 1, 1, 0));
    EXPECT_EQ(view.curve(LossPlot::Term::task, 0).steps.size(), 2);
    view.clear();
    EXPECT_TRUE(view.shown_blocks().empty());
}

TEST(LossPlot, EveryLambdaHasCurvesOfItsOwn) {
    LossPlot view;
    std::vector<LossPoint> points; // three nets, each of block 1 and then block 0; the steps of a run go on and on
    for (std::int64_t step = 1; step <= 12; ++step)
        points.push_back(point((step - 1) % 4 < 2 ? 1 : 0, step, static_cast<double>((step - 1) / 4), 9));
    for (int i = 0; i < 4; ++i) view.append(points[static_cast<std::size_t>(i)]);
    EXPECT_EQ(view.choices(), (QStringList{"MetaModelNet · seed 0"}));
    view.show_losses(points);
    EXPECT_EQ(view.choices(), (QStringList{"MetaModelNet · seed 0 · λ no. 1", "MetaModelNet · seed 0 · λ no. 2",
                                           "MetaModelNet · seed 0 · λ no. 3"}));
    for (int net : {0, 1, 2}) {
        view.choose("meta_model_net", 0, net);
        EXPECT_EQ(view.curve(LossPlot::Term::regression, 1).raw, (std::vector<double>(2, net)));
        EXPECT_EQ(view.curve(LossPlot::Term::task, 1).steps, (std::vector<double>{1, 2}));
        EXPECT_EQ(view.curve(LossPlot::Term::task, 0).steps, (std::vector<double>{3, 4}));
    }
}

TEST(LossPlot, AppendingIsTheSameAsShowingAtOnce) {
    const std::vector<LossPoint> points = test::block_losses(3, 50);
    LossPlot at_once, bit_by_bit;
    at_once.show_losses(points);
    for (const LossPoint& p : points) bit_by_bit.append(p);
    for (LossPlot::Term term : {LossPlot::Term::regression, LossPlot::Term::task})
        for (std::int64_t block = 0; block <= 3; ++block)
            EXPECT_EQ(at_once.curve(term, block).smooth, bit_by_bit.curve(term, block).smooth);
}

TEST(LossPlot, WhatItSaysWhileEmptyIsNotCutOffInANarrowWindow) {
    LossPlot view;
    test::show(view, {220, 300}); // the text is twice as long
    view.plot()->replot();
    const QImage picture = view.plot()->grab().toImage();
    const auto is_ground = [&](int x, int y) { return picture.pixel(x, y) == picture.pixel(1, 1); };
    int inside = 0, edge = 0;
    for (int y = 2; y < picture.height() - 2; ++y)
        for (int x = 2; x < picture.width() - 2; ++x)
            (x < 8 || x >= picture.width() - 8 ? edge : inside) += !is_ground(x, y);
    EXPECT_GT(inside, 100) << "there is a text";
    EXPECT_EQ(edge, 0);
    EXPECT_EQ(view.hint().count(u'\n'), 0) << "the text itself stays one line";
}

TEST(LossPlot, TenThousandPointsAreAppendedInATenthOfASecond) {
    const std::vector<LossPoint> points = test::block_losses(6, 1500);
    LossPlot view;
    test::show(view);
    QElapsedTimer time;
    time.start();
    for (const LossPoint& p : points) view.append(p);
    EXPECT_LT(time.elapsed(), 100);
    QTest::qWait(150); // the picture follows
    const QCPRange steps = view.plot()->axisRect(1)->axis(QCPAxis::atBottom)->range();
    EXPECT_TRUE(steps.contains(10'499)) << steps.upper;
}

} // namespace
} // namespace whydah
