#include "widgets/gain_plot.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"

#include <QSignalSpy>
#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace whydah {
namespace {

/// Three classes with 5, 50 and 500 training images; correct of 10 test images each.
MethodResult result(const std::string& method, std::int64_t seed, std::vector<std::int64_t> correct) {
    MethodResult out{.method = method, .seed = seed, .classes = {}, .seconds = 0, .validation_accuracy = {}};
    std::int64_t train = 5;
    for (std::int64_t c : correct) {
        out.classes.push_back({.name = QStringLiteral("n%1").arg(train).toStdString(),
                               .train = train,
                               .test = c < 0 ? 0 : 10,
                               .correct = std::max<std::int64_t>(c, 0)});
        train *= 10;
    }
    return out;
}

TEST(GainPlot, ShowsTheMeanGainOverPlainByRank) {
    GainPlot view;
    view.show_results({result("plain", 0, {1, 5, 9}), result("plain", 1, {2, 5, 9}),
                       result("over_sampling", 0, {3, 6, 9}), result("over_sampling", 1, {3, 5, 8})});
    EXPECT_EQ(view.method(), "over_sampling");
    EXPECT_EQ(view.shown_order(), (std::vector{2, 1, 0}));
    ASSERT_EQ(view.shown_gains().size(), 3);
    EXPECT_NEAR(*view.shown_gains()[0], -0.05, 1e-12);
    EXPECT_NEAR(*view.shown_gains()[1], 0.05, 1e-12);
    EXPECT_NEAR(*view.shown_gains()[2], 0.15, 1e-12);
    EXPECT_EQ(view.class_text(0), "n5 · 5 training images\ngain +15.0 points (95 %: −21.4 to +47.4)\n"
                                  "plain 15.0 %, Over-sampling 30.0 %");
}

TEST(GainPlot, AClassWithoutTestImagesHasNoGain) {
    GainPlot view;
    view.show_results({result("plain", 0, {1, -1, 9}), result("meta_model_net", 0, {3, -1, 9})});
    EXPECT_FALSE(view.shown_gains()[1]);
    EXPECT_TRUE(view.class_text(1).contains("gain –")) << view.class_text(1).toStdString();
    const QCPBars* bars = nullptr; // and no bar, which would be painted at the plot's edge
    auto* plot = view.findChild<QCustomPlot*>();
    ASSERT_TRUE(plot);
    for (int i = 0; i < plot->plottableCount(); ++i)
        if (const auto* found = qobject_cast<QCPBars*>(plot->plottable(i))) bars = found;
    ASSERT_TRUE(bars);
    ASSERT_EQ(bars->data()->size(), 2);
    EXPECT_EQ(bars->data()->at(0)->key, 0);
    EXPECT_EQ(bars->data()->at(1)->key, 2);
}

TEST(GainPlot, PrefersMetaModelNetAndKeepsWhatTheUserChose) {
    const std::vector all{result("plain", 0, {1, 5, 9}), result("meta_model_net", 0, {3, 6, 9}),
                          result("cost_sensitive", 0, {2, 6, 9})};
    GainPlot view;
    view.show_results(all);
    EXPECT_EQ(view.method(), "meta_model_net");
    QSignalSpy changed(&view, &GainPlot::method_changed);
    view.select_method("cost_sensitive");
    EXPECT_EQ(changed.count(), 0);
    view.show_results(all);
    EXPECT_EQ(view.method(), "cost_sensitive");
    EXPECT_NEAR(*view.shown_gains()[2], 0.1, 1e-12);
}

TEST(GainPlot, GoesAlongWithARunsNewestMethodUntilMetaModelNetIsThere) {
    std::vector all{result("plain", 0, {1, 5, 9})};
    GainPlot view;
    for (const char* name : {"over_sampling", "logit_adjustment", "meta_model_net", "meta_model_net_literal"}) {
        all.push_back(result(name, 0, {2, 6, 9}));
        view.show_results(all);
        EXPECT_EQ(view.method(), all.size() > 4 ? "meta_model_net" : name);
    }
}

TEST(GainPlot, NeedsPlainWithTheSameSeed) {
    GainPlot view;
    EXPECT_FALSE(view.hint().isEmpty());
    view.show_results({result("meta_model_net", 0, {3, 6, 9})});
    EXPECT_FALSE(view.hint().isEmpty());
    view.show_results({result("plain", 1, {3, 6, 9}), result("meta_model_net", 0, {3, 6, 9})});
    EXPECT_FALSE(view.hint().isEmpty());
    view.show_results({result("plain", 0, {3, 6, 9}), result("meta_model_net", 0, {3, 6, 9})});
    EXPECT_TRUE(view.hint().isEmpty());
}

TEST(GainPlot, TheMovingAverageLeavesGapsOut) {
    const std::vector<std::optional<double>> values{1, std::nullopt, 3, 5, std::nullopt, std::nullopt, std::nullopt, 7};
    const auto average = GainPlot::moving_average(values, 1);
    ASSERT_EQ(average.size(), values.size());
    EXPECT_DOUBLE_EQ(*average[0], 1);
    EXPECT_DOUBLE_EQ(*average[1], 2);
    EXPECT_DOUBLE_EQ(*average[2], 4);
    EXPECT_DOUBLE_EQ(*average[3], 4);
    EXPECT_DOUBLE_EQ(*average[4], 5);
    EXPECT_FALSE(average[5]);
    EXPECT_DOUBLE_EQ(*average[7], 7);
}

TEST(GainPlot, TheAxisHoldsTheAveragesOfAllMethods) {
    GainPlot view;
    view.show_results({result("plain", 0, {9, 9, 9}), result("under_sampling", 0, {1, 1, 1}),
                       result("meta_model_net", 0, {9, 10, 9})});
    EXPECT_FALSE(view.plot()->yAxis->range().contains(-80));
    view.set_all_methods(true);
    EXPECT_TRUE(view.plot()->yAxis->range().contains(-80));
}

TEST(GainPlot, AClickSelectsTheClassAndSelectingFromOutsideIsSilent) {
    const DatasetSummary data = test::long_tail_dataset(50, 300);
    GainPlot view;
    view.show_results(test::long_tail_results(data, 1));
    view.set_all_methods(true);
    test::show(view);
    QSignalSpy selected(&view, &GainPlot::class_selected);
    view.select_class(7);
    EXPECT_EQ(selected.count(), 0);
    const QCPAxisRect* rect = view.plot()->axisRect();
    test::click(*view.plot(), {view.plot()->xAxis->coordToPixel(10), static_cast<double>(rect->center().y())});
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), static_cast<int>(data.by_frequency()[10]));
}

} // namespace
} // namespace whydah
