#include "widgets/run_gain_plot.h"

#include "widgets/clicks.h"
#include "widgets/comparison_records.h"
#include "widgets/plot_style.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include <algorithm>

namespace whydah {
namespace {

/// A gets 5 of 10 images right, B what is given.
RunComparison two_runs(const std::vector<int>& right) {
    RunComparison all;
    for (int run = 0; run < 2; ++run) {
        ComparedRun made;
        made.folder = "/runs/" + std::to_string(run);
        MethodResult result{
            .method = "meta_model_net", .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}};
        std::int64_t train = 1;
        for (std::size_t c = 0; c < right.size(); ++c) {
            result.classes.push_back({"class " + std::to_string(10 - c), train, 10, run == 0 ? 5 : right[c]});
            train *= 10;
        }
        made.results = {result};
        all.runs.push_back(std::move(made));
    }
    return all;
}

TEST(RunGainPlot, ShowsTheLastRunOverTheFirst) {
    RunGainPlot view;
    view.show_comparison(two_runs({9, 5, 2}));
    EXPECT_EQ(view.method(), (RunMethod{1, "meta_model_net"}));
    EXPECT_EQ(view.reference(), (RunMethod{0, "meta_model_net"}));
    EXPECT_EQ(view.shown_order(), (std::vector{2, 1, 0})) << "most training images first";
    EXPECT_NEAR(*view.shown_gains()[0], -0.3, 1e-12);
    EXPECT_NEAR(*view.shown_gains()[2], 0.4, 1e-12);
    const auto interval = view.shown_interval(0);
    ASSERT_TRUE(interval);
    EXPECT_LT(interval->low, 0.4);
    EXPECT_GT(interval->high, 0.4);
    EXPECT_TRUE(view.has_intervals());
    EXPECT_TRUE(view.class_text(0).startsWith("class 10 · 1 training image\ngain +40.0 points (95 %: "));
    EXPECT_TRUE(view.class_text(0).endsWith("A · MetaModelNet 50.0 %, B · MetaModelNet 90.0 %"))
        << view.class_text(0).toStdString();
}

TEST(RunGainPlot, SortsByGainAndByName) {
    RunGainPlot view;
    view.show_comparison(two_runs({5, 9, 2}));
    view.set_order(ClassOrder::gain);
    EXPECT_EQ(view.shown_order(), (std::vector{1, 0, 2}));
    EXPECT_TRUE(std::is_sorted(view.shown_gains().begin(), view.shown_gains().end(), std::greater<>()));
    view.set_order(ClassOrder::name);
    EXPECT_EQ(view.shown_order(), (std::vector{2, 1, 0})) << "class 8, class 9, class 10";
    EXPECT_TRUE(view.plot()->xAxis->label().contains("name"));
}

TEST(RunGainPlot, OneRunIsHeldAgainstPlain) {
    RunGainPlot view;
    view.show_comparison(test::made_comparison(25, 1, 1));
    EXPECT_EQ(view.method(), (RunMethod{0, "meta_model_net"}));
    EXPECT_EQ(view.reference(), (RunMethod{0, "plain"}));
    EXPECT_TRUE(view.hint().isEmpty());
}

TEST(RunGainPlot, RefusesOtherClassesInWordsAndLeavesTheChoice) {
    RunComparison all = two_runs({5, 9, 2});
    all.runs[1].results[0].classes.pop_back();
    RunGainPlot view;
    test::show(view);
    view.show_comparison(all);
    EXPECT_TRUE(view.hint().contains("other classes: 2 and 3")) << view.hint().toStdString();
    for (QComboBox* box : view.findChildren<QComboBox*>()) EXPECT_TRUE(box->isVisible());
    all = two_runs({5, 9, 2});
    all.runs[1].results[0].seed = 4;
    view.show_comparison(all);
    EXPECT_TRUE(view.hint().contains("no seed"));
}

TEST(RunGainPlot, KeepsTheChoiceWhileTheRunsStay) {
    RunGainPlot view;
    const RunComparison all = test::made_comparison();
    view.show_comparison(all);
    view.select({0, "over_sampling"}, {1, "plain"});
    view.show_comparison(all);
    EXPECT_EQ(view.method(), (RunMethod{0, "over_sampling"}));
    EXPECT_EQ(view.reference(), (RunMethod{1, "plain"}));
    view.show_comparison(test::made_comparison(25, 3, 3));
    EXPECT_EQ(view.method(), (RunMethod{2, "meta_model_net"}));
}

TEST(RunGainPlot, TheAxisHoldsTheIntervalsAndTheCountsWhateverTheOrder) {
    RunGainPlot view;
    view.show_comparison(two_runs({5, 9, 2}));
    view.set_intervals(true);
    for (int label = 0; label < 3; ++label) {
        EXPECT_TRUE(view.plot()->yAxis->range().contains(100 * view.shown_interval(label)->low));
        EXPECT_TRUE(view.plot()->yAxis->range().contains(100 * view.shown_interval(label)->high));
    }
    view.set_order(ClassOrder::gain);
    EXPECT_TRUE(view.plot()->yAxis2->range().contains(100));
}

TEST(RunGainPlot, AClickSelectsTheClassInEveryOrder) {
    RunGainPlot view;
    view.show_comparison(test::made_comparison(50));
    view.set_order(ClassOrder::gain);
    test::show(view);
    QSignalSpy selected(&view, &RunGainPlot::class_selected);
    const QCPAxisRect* rect = view.plot()->axisRect();
    test::click(*view.plot(), {view.plot()->xAxis->coordToPixel(10), static_cast<double>(rect->center().y())});
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), view.shown_order()[10]);
}

} // namespace
} // namespace whydah
