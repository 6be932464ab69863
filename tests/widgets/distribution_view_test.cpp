#include "widgets/distribution_view.h"

#include "widgets/class_histogram.h"
#include "widgets/clicks.h"
#include "widgets/distribution_text.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"
#include "widgets/rank_frequency_plot.h"

#include <QSignalSpy>
#include <QToolButton>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::HasSubstr;

DatasetSummary counts(std::initializer_list<std::int64_t> train) {
    DatasetSummary out;
    for (std::int64_t n : train) {
        ClassSummary& added = out.classes.emplace_back();
        added.name = "class " + std::to_string(out.classes.size() - 1);
        added.train = n;
    }
    return out;
}

double edge_pixel(const ClassHistogram& view, int place) { return view.plot()->xAxis->coordToPixel(place - 0.5); }

TEST(DistributionView, SaysHowLongTheTailIs) {
    DistributionView view;
    view.show_summary(counts({1200, 3600, 600, 900, 1800, 720}), {}); // 3,600 / rank
    EXPECT_EQ(
        view.facts_text().toStdString(),
        "8,820 training images · 6 classes · 600 to 3,600, median 1050 · imbalance 6 (inverse 0.167) · Gini 0.35 · "
        "slope −1.00 (R² 1.00)");
    view.show_summary({}, {});
    EXPECT_EQ(view.facts_text(), "");
}

TEST(DistributionView, CountsClassesWithoutImagesApart) {
    EXPECT_EQ(distribution_text(distribution_facts({0, 1, 0})).toStdString(),
              "1 training image · 1 class · 2 without images · 1 to 1, median 1 · imbalance 1 (inverse 1) · Gini 0.00");
}

TEST(DistributionView, ItsButtonsLeadToItsPages) {
    DistributionView view;
    view.show_summary(test::long_tail_dataset(100, 400), {});
    test::show(view);
    view.page_button(DistributionView::Page::rank_frequency)->click();
    EXPECT_EQ(view.page(), DistributionView::Page::rank_frequency);
    EXPECT_TRUE(view.rank_frequency()->isVisible());
    EXPECT_FALSE(view.histogram()->isVisible());
}

TEST(RankFrequencyPlot, SaysWhichFitItDrewAndOverWhichRanks) {
    RankFrequencyPlot view;
    view.show_summary(counts({1200, 0, 3600, 600, 900, 1800, 720}), {});
    EXPECT_EQ(view.fit_text().toStdString(), "n ∝ rank^−1.00 · R² 1.000 · log-log least squares, ranks 1–6");
    view.show_summary(counts({5, 1}), {});
    EXPECT_EQ(view.fit_text(), "");
}

TEST(RankFrequencyPlot, PointsStandAtRankAndCountAndAClickSelectsTheirClass) {
    RankFrequencyPlot view;
    view.show_summary(counts({5, 200, 8, 30, 0}), {});
    test::show(view);
    QSignalSpy selected(&view, &RankFrequencyPlot::class_selected);
    const auto point = [&](double rank, double n) {
        return QPointF(view.plot()->xAxis->coordToPixel(rank), view.plot()->yAxis->coordToPixel(n));
    };
    test::hover(*view.plot(), point(2, 30));
    EXPECT_EQ(view.plot()->hover_text().toStdString(), "class 3\nrank 2 · 30 training images");
    test::click(*view.plot(), point(2, 30));
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.last().at(0).toInt(), 3);
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_EQ(selected.last().at(0).toInt(), 2);
    view.select_class(4);
    EXPECT_EQ(selected.count(), 2) << "from outside: silent, also for a class without images";
    test::click(*view.plot(), point(1.4, 8));
    EXPECT_EQ(selected.count(), 2) << "beside all points";
}

TEST(BandEdgesOnBars, AreDraggedAndTellTheRuleTheyAskFor) {
    ClassHistogram view;
    view.show_summary(counts({500, 300, 200, 90, 60, 30, 12, 3}), {});
    test::show(view);
    QSignalSpy moved(&view, &ClassHistogram::rule_moved);
    QSignalSpy selected(&view, &ClassHistogram::class_selected);
    const QCPRange before = view.plot()->xAxis->range();
    const double y = view.plot()->axisRect()->top() + 30;
    test::drag(*view.plot(), {edge_pixel(view, 3), y}, {edge_pixel(view, 5), y});
    ASSERT_GT(moved.count(), 0);
    EXPECT_EQ(moved.last().at(0).value<BandRule>().many_above, 59) << "60 images are many now; 59 is nearest to 100";
    EXPECT_EQ(moved.last().at(0).value<BandRule>().few_below, 20);
    EXPECT_EQ(view.plot()->xAxis->range(), before) << "the plot stays where it is";
    EXPECT_EQ(selected.count(), 0);
    test::drag(*view.plot(), {edge_pixel(view, 6), y}, {edge_pixel(view, 7), y});
    EXPECT_EQ(moved.last().at(0).value<BandRule>().few_below, 12);
}

TEST(BandEdgesOnBars, OnTheSamePlaceTheWayOfTheDragSaysWhichIsMeant) {
    ClassHistogram view;
    view.show_summary(counts({500, 300, 200, 10, 5, 3}), {}); // no class is medium
    test::show(view);
    QSignalSpy moved(&view, &ClassHistogram::rule_moved);
    const double y = view.plot()->axisRect()->top() + 30;
    test::drag(*view.plot(), {edge_pixel(view, 3), y}, {edge_pixel(view, 4), y});
    EXPECT_EQ(moved.last().at(0).value<BandRule>(), (BandRule{.many_above = 100, .few_below = 10}));
}

} // namespace
} // namespace whydah
