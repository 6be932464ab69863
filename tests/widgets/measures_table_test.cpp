#include "widgets/measures_table.h"

#include "widgets/comparison_records.h"
#include "widgets/run_gain_plot.h"

#include <QTableWidget>

#include <gtest/gtest.h>

namespace whydah {
namespace {

RunComparison measured(int runs) {
    RunComparison all = test::made_comparison(25, 2, runs);
    for (std::size_t run = 0; run < all.runs.size(); ++run)
        for (const MethodResult& result : all.runs[run].results) {
            MethodMetrics of;
            of.method = result.method, of.seed = result.seed;
            of.macro_f1 = 0.5 + 0.02 * static_cast<double>(result.seed), of.worst_recall = 0.125;
            of.worst_class = result.seed == 0 ? "ant" : "crab";
            of.geometric_mean = 0.25, of.harmonic_mean = 0.2, of.calibration_error = 0.031 + 0.1 * static_cast<double>(run);
            all.runs[run].metrics.push_back(of);
        }
    return all;
}

int row_of(const MeasuresTable& table, const QString& run, const std::string& method) {
    for (int row = 0; row < table.row_count(); ++row)
        if (table.text(row, 0) == run && table.text(row, 1) == QString::fromStdString(method_label(method))) return row;
    return -1;
}

TEST(MeasuresTable, HasMeanAndSpreadOfEachMethodOfEachRun) {
    MeasuresTable table;
    const RunComparison all = measured(2);
    table.show_comparison(all);
    EXPECT_EQ(table.row_count(), static_cast<int>(run_methods(all.runs).size()));
    const int ours = row_of(table, "B", "meta_model_net");
    ASSERT_GE(ours, 0);
    EXPECT_EQ(table.text(ours, 2), "51.0 ± 1.4"); // 50 and 52
    EXPECT_EQ(table.text(ours, 3), "12.5 ± 0.0");
    EXPECT_EQ(table.text(ours, 6), "13.1 ± 0.0");
    EXPECT_TRUE(table.tip(ours, 3).contains("ant") && table.tip(ours, 3).contains("crab"));
    const QString csv = table.as_csv();
    EXPECT_TRUE(csv.startsWith("run,method,macro_f1,macro_f1_sd,worst_class,worst_class_sd,")) << csv.toStdString();
    EXPECT_TRUE(csv.contains("B,meta_model_net,51.0000,1.4142,12.5000,0.0000,")) << csv.toStdString();
    EXPECT_EQ(table.as_text().count('\n'), table.row_count() + 1);
}

TEST(MeasuresTable, SaysWhoseScoresAreNoProbabilities) {
    RunComparison all = measured(1);
    MeasuresTable table;
    table.show_comparison(all);
    EXPECT_FALSE(table.note_text().contains("probabilities"));
    for (MethodMetrics& of : all.runs[0].metrics)
        if (of.method == "plain") of.method = "nearest_class_mean_cosine";
    for (MethodResult& result : all.runs[0].results)
        if (result.method == "plain") result.method = "nearest_class_mean_cosine";
    table.show_comparison(all);
    EXPECT_TRUE(table.note_text().contains("probabilities")) << table.note_text().toStdString();
    int marked = 0;
    for (int row = 0; row < table.row_count(); ++row) marked += table.text(row, 1).endsWith('*');
    EXPECT_EQ(marked, 1);
}

TEST(MeasuresTable, ARunThatGoesOnHasNone) {
    MeasuresTable table;
    EXPECT_FALSE(table.hint().isEmpty());
    table.show_comparison(test::made_comparison());
    EXPECT_EQ(table.row_count(), 0);
    EXPECT_TRUE(table.hint().contains("ended"));
}

} // namespace
} // namespace whydah
