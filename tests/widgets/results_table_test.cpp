#include "widgets/results_table.h"

#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTableWidget>

#include <gtest/gtest.h>

namespace whydah {
namespace {

/// One class of 200 training images and one of 5; correct of 100 test images each.
MethodResult result(const std::string& method, std::int64_t seed, std::int64_t many, std::int64_t few) {
    return {.method = method,
            .seed = seed,
            .classes = {{.name = "a", .train = 200, .test = 100, .correct = many},
                        {.name = "b", .train = 5, .test = 100, .correct = few}},
            .seconds = 0,
            .validation_accuracy = {}};
}

QString column_of_methods(const ResultsTable& table) {
    QStringList out;
    for (int row = 0; row < table.row_count(); ++row) out << table.method(row);
    return out.join(' ');
}

TEST(ResultsTable, ShowsMeanAndSpreadPerBandAndADashForAnEmptyBand) {
    ResultsTable table;
    table.show_results({result("plain", 0, 90, 10), result("plain", 1, 92, 14)}, {});
    EXPECT_EQ(table.text(0, 0), "Plain");
    EXPECT_EQ(table.text(0, 1), "51.5 ± 2.1");
    EXPECT_EQ(table.text(0, 2), "91.0 ± 1.4");
    EXPECT_EQ(table.text(0, 3), "–");
    EXPECT_EQ(table.text(0, 4), "12.0 ± 2.8");
    EXPECT_EQ(table.rule_text(), "many n > 100 (1 class) · medium 20 to 100 (0 classes) · few n < 20 (1 class)");
}

TEST(ResultsTable, ASingleSeedHasNoSpread) {
    ResultsTable table;
    table.show_results({result("plain", 0, 90, 10)}, {});
    EXPECT_EQ(table.text(0, 1), "50.0 ± –");
}

TEST(ResultsTable, TheIdentityControlStandsDirectlyAboveMetaModelNet) {
    ResultsTable table;
    table.show_results({result("meta_model_net", 0, 90, 22), result("meta_model_net+proximal", 0, 1, 1),
                        result("later_method", 0, 1, 1), result("logit_adjustment", 0, 90, 20),
                        result("logit_adjustment+proximal", 0, 1, 1), result("plain", 0, 90, 10),
                        result("meta_model_net", 1, 90, 26), result("logit_adjustment", 1, 90, 22)},
                       {});
    EXPECT_EQ(column_of_methods(table), "plain logit_adjustment+proximal logit_adjustment meta_model_net "
                                        "meta_model_net+proximal later_method");
    EXPECT_EQ(table.note_text(),
              "Logit adjustment is MetaModelNet with strength 0: the difference between the two rows is "
              "what the meta-network earns. Here: +1.5 ± 0.7 points.");
    table.show_results({result("plain", 0, 90, 10), result("meta_model_net", 0, 90, 22)}, {});
    EXPECT_EQ(table.note_text(), "");
    table.show_results({result("meta_model_net_literal", 0, 1, 1), result("logit_adjustment", 0, 1, 1)}, {});
    EXPECT_EQ(column_of_methods(table), "logit_adjustment meta_model_net_literal");
}

TEST(ResultsTable, TheBestOfAColumnIsBoldAndEqualTextsAreEquallyGood) {
    ResultsTable table;
    table.show_results(
        {result("plain", 0, 95, 10), result("over_sampling", 0, 90, 30), result("under_sampling", 0, 95, 20)}, {});
    EXPECT_TRUE(table.is_best(1, 1));
    EXPECT_FALSE(table.is_best(0, 1));
    EXPECT_TRUE(table.is_best(0, 2) && table.is_best(2, 2));
    EXPECT_FALSE(table.is_best(0, 3)) << "a dash is never best";
    EXPECT_TRUE(table.is_best(1, 4));
}

TEST(ResultsTable, AClickOnARowNamesItsMethodAndSelectingFromOutsideIsSilent) {
    ResultsTable table;
    table.show_results({result("plain", 0, 95, 10), result("over_sampling", 0, 90, 30)}, {});
    test::show(table, {600, 300});
    QSignalSpy selected(&table, &ResultsTable::method_selected);
    table.select_method("plain");
    EXPECT_EQ(selected.count(), 0);
    auto* inner = table.findChild<QTableWidget*>();
    test::click(*inner->viewport(), inner->visualItemRect(inner->item(1, 2)).center());
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toString(), "over_sampling");
    table.show_results({result("plain", 0, 95, 10), result("over_sampling", 0, 90, 31)}, {});
    EXPECT_EQ(selected.count(), 1);
    EXPECT_EQ(inner->currentRow(), 1) << "the row stays selected when results arrive";
}

TEST(ResultsTable, IsCopiedAsTextAndAsCsv) {
    ResultsTable table;
    table.show_results({result("plain", 0, 90, 10), result("plain", 1, 92, 14)}, {});
    EXPECT_EQ(table.as_text(), "Method\tAll\tMany\tMedium\tFew\nPlain\t51.5 ± 2.1\t91.0 ± 1.4\t–\t12.0 ± 2.8\n");
    EXPECT_EQ(table.as_csv(), "method,all,all_sd,many,many_sd,medium,medium_sd,few,few_sd,seeds\n"
                              "plain,51.5000,2.1213,91.0000,1.4142,,,12.0000,2.8284,2\n");
    test::show(table, {600, 300});
    QTest::keySequence(table.findChild<QTableWidget*>(), QKeySequence::Copy);
    EXPECT_EQ(QApplication::clipboard()->text(), table.as_text());
}

TEST(ResultsTable, IsAsHighAsItsRows) {
    ResultsTable table;
    table.show_results(test::long_tail_results(test::long_tail_dataset(20, 200), 3), {});
    test::show(table, {700, 500});
    auto* inner = table.findChild<QTableWidget*>();
    const QRect last = inner->visualItemRect(inner->item(table.row_count() - 1, 0));
    EXPECT_TRUE(inner->viewport()->rect().contains(last));
}

// At the width of the side panel in a window of 1280 pixels.
TEST(ResultsTable, ANarrowTableKeepsTheSpreadOfTheMeanOverAllClasses) {
    ResultsTable table;
    test::show(table, {400, 500});
    auto* inner = table.findChild<QTableWidget*>();
    const int spread = inner->fontMetrics().horizontalAdvance(" ± 00.0");
    table.show_results(test::long_tail_results(test::long_tail_dataset(20, 200), 3), {});
    EXPECT_GE(inner->columnWidth(1), inner->columnWidth(2) + spread);
    EXPECT_GE(inner->columnWidth(0), 120);
    table.show_results({result("plain", 0, 90, 10)}, {});
    EXPECT_LT(inner->columnWidth(1), inner->columnWidth(2) + spread) << "one seed has no spread to show";
}

} // namespace
} // namespace whydah
