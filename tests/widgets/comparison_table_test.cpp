#include "widgets/comparison_table.h"

#include "widgets/clicks.h"
#include "widgets/comparison_records.h"
#include "widgets/option_differences_table.h"
#include "widgets/run_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

#include <gtest/gtest.h>

namespace whydah {
namespace {

int row_of(const ComparisonTable& table, const RunMethod& of) {
    for (int row = 0; row < table.row_count(); ++row)
        if (table.row(row) == of) return row;
    return -1;
}

TEST(ComparisonTable, PutsTheSameMethodOfAllRunsBeneathEachOther) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison());
    ASSERT_EQ(table.row_count() % 2, 0);
    ASSERT_GT(table.row_count(), 2);
    for (int row = 0; row < table.row_count(); row += 2) {
        EXPECT_EQ(table.row(row).method, table.row(row + 1).method);
        EXPECT_EQ(table.text(row, 0), "A");
        EXPECT_EQ(table.text(row + 1, 0), "B");
    }
}

TEST(ComparisonTable, MarksTheTestsThatHoldAfterHolmAndNoOthers) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison());
    const int ours = row_of(table, {1, "meta_model_net"}), plain = row_of(table, {1, "plain"});
    EXPECT_EQ(table.marks(ours, 2), "W M t");
    EXPECT_EQ(table.marks(ours, 5), "") << "few: 0.03, but 0.06 after Holm";
    EXPECT_EQ(table.marks(plain, 2), "");
    EXPECT_EQ(table.marks(row_of(table, {0, "meta_model_net"}), 2), "") << "the reference itself";
    EXPECT_EQ(table.text(ours, 6), "+3.2 [+1.8, +4.6]");
    EXPECT_EQ(table.text(row_of(table, {0, "plain"}), 6), "reference");
    EXPECT_TRUE(table.as_text().contains("W M t"));
}

TEST(ComparisonTable, OneSeedIsSaid) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison(25, 3));
    EXPECT_FALSE(table.note_text().contains("One seed"));
    table.show_comparison(test::made_comparison(25, 1));
    EXPECT_TRUE(table.note_text().contains("One seed"));
    table.select_row(row_of(table, {1, "meta_model_net"}));
    EXPECT_TRUE(table.detail_text().contains("one seed")) << table.detail_text().toStdString();
    EXPECT_TRUE(table.text(1, 2).endsWith("± –"));
}

TEST(ComparisonTable, ARowTellsItsTestsOrWhyThereAreNone) {
    RunComparison all = test::made_comparison();
    ComparisonTable table;
    table.show_comparison(all);
    QSignalSpy selected(&table, &ComparisonTable::row_selected);
    table.select_row(row_of(table, {1, "meta_model_net"}));
    EXPECT_EQ(selected.count(), 1);
    EXPECT_TRUE(table.detail_text().contains("B · MetaModelNet against A · MetaModelNet: +3.2 [+1.8, +4.6] points"))
        << table.detail_text().toStdString();
    EXPECT_TRUE(table.detail_text().contains("McNemar on test images, seed 2: p = 0.001 (Holm p = 0.020)") ||
                table.detail_text().contains("McNemar on test images, seed 2: p = 0.001 (Holm = 0.020)"))
        << table.detail_text().toStdString();
    for (RowComparison& row : all.rows) row.tests = {}, row.refusal = "other data: the hashes in the protocols differ";
    table.show_comparison(all);
    table.select_row(row_of(table, {1, "meta_model_net"}));
    EXPECT_TRUE(table.detail_text().contains("not compared – other data"));
    EXPECT_EQ(table.text(row_of(table, {1, "meta_model_net"}), 6), "not compared");
}

TEST(ComparisonTable, AsksForAnotherReference) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison());
    std::optional<RunMethod> asked = RunMethod{9, "nothing"};
    QObject::connect(&table, &ComparisonTable::reference_asked, &table,
                     [&](const std::optional<RunMethod>& reference) { asked = reference; });
    Q_EMIT table.references()->activated(3);
    EXPECT_EQ(asked, table.row(2));
    Q_EMIT table.references()->activated(0);
    EXPECT_FALSE(asked);
    RunComparison one = test::made_comparison(25, 1, 1);
    one.wish.reference = RunMethod{0, "over_sampling"};
    table.show_comparison(one);
    EXPECT_EQ(table.references()->currentText().toStdString(), method_label("over_sampling"));
}

TEST(ComparisonTable, CsvHasALineForEachRowWithPlainNumbers) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison());
    const QStringList lines = table.as_csv().split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), table.row_count() + 1);
    EXPECT_TRUE(lines[0].startsWith("run,method,all,all_sd,all_marks,many"));
    for (const QString& line : lines) EXPECT_EQ(line.count(','), lines[0].count(',')) << line.toStdString();
    EXPECT_TRUE(lines[1 + row_of(table, {1, "meta_model_net"})].contains("3.2000,1.8000,4.6000,0.001,0.01"));
}

TEST(ComparisonTable, ANarrowOneLeavesOutTheDifferencesAndThenTheSpreads) {
    ComparisonTable table;
    table.show_comparison(test::made_comparison());
    auto* inner = table.findChild<QTableWidget*>();
    test::show(table, {1200, 500});
    EXPECT_FALSE(inner->isColumnHidden(6));
    test::show(table, {560, 500});
    EXPECT_TRUE(inner->isColumnHidden(6));
    int width = 0;
    for (int column = 0; column < inner->columnCount(); ++column)
        if (!inner->isColumnHidden(column)) width += inner->columnWidth(column);
    EXPECT_LE(width, inner->viewport()->width());
}

TEST(OptionDifferencesTable, ShowsOnlyWhatDiffersWithTheFormsNames) {
    OptionDifferencesTable table;
    EXPECT_FALSE(table.hint().isEmpty());
    table.show_comparison(test::made_comparison());
    ASSERT_EQ(table.row_count(), 1);
    std::string label;
    const ExperimentOptions options;
    visit_fields(options, [&](const Field& field, const auto&) {
        if (field.name == "strength") label = field.label;
    });
    EXPECT_TRUE(table.text(0, 1).startsWith(QString::fromStdString(label)));
    EXPECT_EQ(table.text(0, 2), "0.5");
    EXPECT_EQ(table.findChild<QTableWidget*>()->textElideMode(), Qt::ElideMiddle) << "paths that differ at their end";
    EXPECT_EQ(table.text(0, 3), "0.75");
    EXPECT_EQ(table.as_csv(), "option,A,B\nstrength,0.5,0.75\n");
    RunComparison same = test::made_comparison();
    same.options.clear();
    table.show_comparison(same);
    EXPECT_TRUE(table.hint().contains("the same"));
}

TEST(RunStrip, NamesTheRunsAndLetsAllButTheCurrentOneGo) {
    RunStrip strip;
    const RunComparison all = test::made_comparison(25, 1, 3);
    strip.show_runs(all.runs, true);
    test::show(strip, {700, 120});
    ASSERT_EQ(strip.run_count(), 3);
    EXPECT_EQ(strip.facts_text(0), "1 seed · current · made-up");
    EXPECT_EQ(strip.facts_text(2), "1 seed · made-up");
    const auto buttons = strip.findChildren<QToolButton*>();
    ASSERT_EQ(buttons.size(), 2);
    QSignalSpy removed(&strip, &RunStrip::remove_asked), added(&strip, &RunStrip::add_asked);
    buttons[1]->click();
    ASSERT_EQ(removed.count(), 1);
    EXPECT_EQ(removed.at(0).at(0).toInt(), 2);
    strip.findChild<QPushButton*>()->click();
    EXPECT_EQ(added.count(), 1);
}

} // namespace
} // namespace whydah
