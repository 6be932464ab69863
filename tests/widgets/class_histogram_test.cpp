#include "widgets/class_histogram.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"
#include "widgets/rank_bars.h"
#include "widgets/threshold_line.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace whydah {
namespace {

DatasetSummary counts(std::initializer_list<std::int64_t> train) {
    DatasetSummary out;
    for (std::int64_t n : train) {
        ClassSummary& added = out.classes.emplace_back();
        added.name = QStringLiteral("class %1").arg(out.classes.size() - 1).toStdString();
        added.train = n;
        added.test = 40;
    }
    return out;
}

QPointF bar(const ClassHistogram& view, int rank, double height) {
    return {view.plot()->xAxis->coordToPixel(rank), view.plot()->yAxis->coordToPixel(height)};
}

TEST(ClassHistogram, OrdersClassesByTrainingImagesAndKeepsLabelOrderInTies) {
    ClassHistogram view;
    view.show_summary(counts({5, 200, 5, 30}), {});
    EXPECT_EQ(view.shown_order(), (std::vector{1, 3, 0, 2}));
    EXPECT_EQ(view.class_text(3), "class 3\n30 training images · medium · rank 2 of 4\nvalidation 0 · test 40");
}

TEST(ClassHistogram, TheGapsBetweenBarsAreAllOfTheSameWidth) {
    ClassHistogram view;
    view.show_summary(test::long_tail_dataset(101, 400), {.many_above = 0, .few_below = 0}); // no edge of a band
    for (int width = 500; width < 1100; width += 37) {
        test::show(view, {width, 500});
        const QCPAxisRect& rect = *view.plot()->axisRect();
        const QImage image = view.plot()->toPixmap().toImage();
        const int y = static_cast<int>(view.plot()->yAxis->coordToPixel(3)); // all but the last classes reach it
        const auto is_bar = [&](int x) { return image.pixelColor(x, y).hslSaturation() > 200; };
        const int end = static_cast<int>(view.plot()->xAxis->coordToPixel(60));
        int x = rect.left(), gaps = 0;
        while (!is_bar(x)) ++x;
        const double step = rect.width() / 101.0;
        for (int gap = 0; x < end; ++x) {
            if (!is_bar(x)) {
                ++gap;
            } else if (gap > 0) {
                EXPECT_EQ(gap, RankBars::gap(step)) << "at " << x << " of " << width;
                gap = 0, ++gaps;
            }
        }
        EXPECT_EQ(gaps > 50, RankBars::gap(step) > 0) << width;
    }
}

TEST(ClassHistogram, SaysHowManyHeadClassesAThresholdLeavesAndWhoseItIs) {
    ClassHistogram view;
    view.show_summary(counts({5, 200, 8, 30, 9}), {});
    EXPECT_EQ(view.threshold(), 2);
    view.set_threshold(8); // strictly more than t
    EXPECT_EQ(view.head_classes_text(), "H_t: 3 classes with more than t = 8 images · block 2 (k = 4)");
    view.set_threshold(100);
    EXPECT_EQ(view.head_classes_text(), "H_t: 1 class with more than t = 100 images · between blocks 5 and 6");
    EXPECT_EQ(block_text(2), "block 0 (k = 1)");
    EXPECT_EQ(block_text(128), "block 6 (k = 64)");
    EXPECT_EQ(block_text(1), "below block 0");
    EXPECT_EQ(block_text(128, 6), "block 6 (k = 64)");
    EXPECT_EQ(block_text(129, 6), "beyond the last block, 6");
    EXPECT_EQ(block_text(512, 6), "beyond the last block, 6");
}

TEST(ClassHistogram, TheThresholdIsDraggedAndCatchesAtPowersOfTwo) {
    ClassHistogram view;
    view.show_summary(test::long_tail_dataset(100, 400), {});
    view.set_log_axis(true);
    test::show(view);
    QSignalSpy selected(&view, &ClassHistogram::class_selected);
    const QCPRange before = view.plot()->xAxis->range();
    const double x = view.plot()->axisRect()->left() + 60;
    test::drag(*view.plot(), {x, view.plot()->yAxis->coordToPixel(2)}, {x, view.plot()->yAxis->coordToPixel(16) + 3});
    EXPECT_EQ(view.threshold(), 16);
    EXPECT_EQ(selected.count(), 0) << "a drag is no click";
    EXPECT_EQ(view.plot()->xAxis->range(), before) << "the plot stays where it is";
}

TEST(ClassHistogram, UpAndDownMoveTheThresholdToTheNextPowerOfTwo) {
    ClassHistogram view;
    view.show_summary(counts({100, 50}), {});
    view.set_threshold(11);
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(view.threshold(), 16);
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.threshold(), 8);
    view.set_threshold(11);
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.threshold(), 8);
}

TEST(ClassHistogram, AClickOnABarSelectsItsClassAndSelectingFromOutsideIsSilent) {
    ClassHistogram view;
    view.show_summary(counts({5, 200, 8, 30, 9}), {});
    test::show(view);
    QSignalSpy selected(&view, &ClassHistogram::class_selected);
    view.select_class(4);
    EXPECT_EQ(view.selected_class(), 4);
    EXPECT_EQ(selected.count(), 0);
    test::click(*view.plot(), bar(view, 1, 15)); // the second largest
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), 3);
    EXPECT_EQ(view.selected_class(), 3);
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_EQ(selected.last().at(0).toInt(), 4);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_EQ(selected.last().at(0).toInt(), -1);
    view.select_class(99);
    EXPECT_EQ(view.selected_class(), -1);
}

TEST(ClassHistogram, TheMouseShowsNameAndExactCount) {
    ClassHistogram view;
    view.show_summary(counts({5, 1234, 8}), {});
    test::show(view);
    test::hover(*view.plot(), bar(view, 0, 600));
    EXPECT_TRUE(view.plot()->hover_text().startsWith("class 1\n1,234 training images · many"))
        << view.plot()->hover_text().toStdString();
    test::hover(*view.plot(), {1, 1});
    EXPECT_EQ(view.plot()->hover_text(), "");
}

TEST(ClassHistogram, BarsEndAtTheirCountsOnBothAxes) {
    ClassHistogram view;
    view.setPalette(light_palette());
    view.show_summary(counts({64, 16, 4, 1}), {.many_above = 100, .few_below = 1});
    view.set_threshold(1);
    for (bool log : {false, true}) {
        view.set_log_axis(log);
        test::show(view);
        const QImage picture = view.plot()->toPixmap(view.plot()->width(), view.plot()->height()).toImage();
        const QColor medium = band_colour(Band::medium);
        const auto colour = [&](double height, int pixels_up) {
            return picture.pixelColor((bar(view, 1, height) - QPointF(0, pixels_up)).toPoint());
        };
        EXPECT_EQ(colour(16, -4).rgb(), medium.rgb()) << log;
        EXPECT_NE(colour(16, 4).rgb(), medium.rgb()) << log;
    }
}

TEST(ClassHistogram, TheWheelZoomsDragPansAndADoubleClickShowsAllAgain) {
    ClassHistogram view;
    view.show_summary(test::long_tail_dataset(100, 400), {});
    test::show(view);
    const QCPRange whole = view.plot()->xAxis->range();
    const QPointF middle(view.plot()->axisRect()->center());
    for (int i = 0; i < 5; ++i) {
        QWheelEvent turn(middle, view.plot()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                         false);
        QCoreApplication::sendEvent(view.plot(), &turn);
    }
    const QCPRange zoomed = view.plot()->xAxis->range();
    EXPECT_LT(zoomed.size(), 0.6 * whole.size());
    const QPointF beside = middle - QPointF(40, 0); // no band has its edge here
    test::drag(*view.plot(), beside, beside - QPointF(0.1 * view.plot()->axisRect()->width(), 0));
    EXPECT_NEAR(view.plot()->xAxis->range().lower, zoomed.lower + 0.1 * zoomed.size(), 0.5);
    QTest::mouseDClick(view.plot(), Qt::LeftButton, {}, middle.toPoint());
    EXPECT_EQ(view.plot()->xAxis->range(), whole);
}

TEST(ClassHistogram, WithoutADataSetItSaysWhatToDo) {
    ClassHistogram view;
    EXPECT_FALSE(view.hint().isEmpty());
    view.show_summary(counts({3, 1}), {});
    EXPECT_TRUE(view.hint().isEmpty());
    view.clear();
    EXPECT_FALSE(view.hint().isEmpty());
    EXPECT_EQ(view.selected_class(), -1);
}

} // namespace
} // namespace whydah
