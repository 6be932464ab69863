#include "widgets/data_panel.h"

#include "widgets/class_table_model.h"
#include "widgets/problem_list.h"
#include "widgets/two_line_delegate.h"

#include "widgets/long_tail_records.h"

#include <QListView>
#include <QTableView>

#include <gtest/gtest.h>

namespace whydah {
namespace {

DatasetSummary three_classes() {
    DatasetSummary data;
    data.name = "three";
    data.split = "as given";
    data.classes = {
        {.name = "Ant", .train = 5, .validation = 1, .test = 9, .left_out = 0, .images = {}, .image_parts = {}},
        {.name = "bee", .train = 250, .validation = 2, .test = 8, .left_out = 0, .images = {}, .image_parts = {}},
        {.name = "Cat", .train = 30, .validation = 3, .test = 7, .left_out = 0, .images = {}, .image_parts = {}}};
    return data;
}

TEST(DataPanel, ListsTheMostFrequentClassFirst) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    EXPECT_EQ(panel.shown_order(), (std::vector<int>{1, 2, 0}));
    EXPECT_EQ(panel.totals_text(), "3 classes · 285 train · 6 val · 24 test");
}

TEST(DataPanel, FiltersByConditionsAndAPartOfTheName) {
    DataPanel panel;
    DatasetSummary data = three_classes();
    data.problems = {
        {"images/Cat/1.png", "cannot be decoded"}, {"class 'Cat'", "is small"}, {"list.txt:3", "no image"}};
    data.problem_count = 3;
    panel.show_summary(data, BandRule());
    const auto shown = [&](const char* search) {
        panel.set_search(search);
        return panel.shown_order();
    };
    EXPECT_EQ(shown("train<50"), (std::vector<int>{2, 0}));
    EXPECT_EQ(shown("train<50 a test>=9"), std::vector<int>{0});
    EXPECT_EQ(shown("band:many"), std::vector<int>{1});
    EXPECT_EQ(shown("val=3"), std::vector<int>{2});
    EXPECT_EQ(shown("problems>0"), std::vector<int>{2});
    EXPECT_EQ(shown("b"), std::vector<int>{1});
    EXPECT_TRUE(shown("size<50").empty()) << "no column of that name: searched for among the names";
    EXPECT_EQ(shown("").size(), 3u);
}

TEST(DataPanel, CountsTheProblemsOfEachClassDuplicatesToo) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    const auto* table = panel.findChild<QTableView*>();
    EXPECT_TRUE(table->isColumnHidden(ClassTableModel::problems_column)) << "there are none";
    panel.problems()->show_duplicates({{"Ant/1.png (train), bee/2.png (test)", "byte-identical"}});
    EXPECT_FALSE(table->isColumnHidden(ClassTableModel::problems_column));
    panel.sort_by(ClassTableModel::problems_column, Qt::DescendingOrder);
    EXPECT_EQ(panel.shown_order().back(), 2);
    const QModelIndex cell = table->model()->index(0, ClassTableModel::problems_column);
    EXPECT_EQ(cell.data().toString(), "1");
    EXPECT_TRUE(cell.data(Qt::ToolTipRole).toString().contains("byte-identical"));
}

TEST(DataPanel, SortsNumbersAsNumbersAndBandsBySize) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    panel.sort_by(ClassTableModel::train_column, Qt::AscendingOrder);
    EXPECT_EQ(panel.shown_order(), (std::vector<int>{0, 2, 1}));
    panel.sort_by(ClassTableModel::name_column, Qt::AscendingOrder);
    EXPECT_EQ(panel.shown_order(), (std::vector<int>{0, 1, 2}));
    panel.sort_by(ClassTableModel::band_column, Qt::AscendingOrder);
    EXPECT_EQ(panel.shown_order(), (std::vector<int>{1, 2, 0}));
}

TEST(DataPanel, SearchesNamesWithoutRegardToCase) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    panel.set_search("A");
    EXPECT_EQ(panel.shown_order(), (std::vector<int>{2, 0}));
    panel.set_search("");
    EXPECT_EQ(panel.shown_order().size(), 3u);
}

TEST(DataPanel, SendsTheClickedClassAndNoOther) {
    DataPanel panel;
    panel.resize(320, 400);
    panel.show_summary(three_classes(), BandRule());
    panel.show();
    QSignalSpy selected(&panel, &DataPanel::class_selected);
    panel.select_class(2);
    EXPECT_EQ(selected.count(), 0);
    auto* table = panel.findChild<QTableView*>();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected[0][0].toInt(), 1);
    EXPECT_EQ(panel.selected_class(), 1);
    QTest::keyClick(table, Qt::Key_Escape);
    ASSERT_EQ(selected.count(), 2);
    EXPECT_EQ(selected[1][0].toInt(), -1);
}

TEST(DataPanel, KeepsTheSelectionThroughASearchThatHidesIt) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    panel.select_class(1);
    QSignalSpy selected(&panel, &DataPanel::class_selected);
    panel.set_search("cat");
    panel.set_search("");
    EXPECT_EQ(panel.selected_class(), 1);
    EXPECT_EQ(selected.count(), 0);
    const auto rows = panel.findChild<QTableView*>()->selectionModel()->selectedRows();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].row(), 0);
}

TEST(DataPanel, ANewDataSetKeepsTheSelectionOnlyIfTheClassIsThere) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    panel.select_class(2);
    panel.show_summary(three_classes(), BandRule());
    EXPECT_EQ(panel.selected_class(), 2);
    DatasetSummary smaller = three_classes();
    smaller.classes.pop_back();
    panel.show_summary(smaller, BandRule());
    EXPECT_EQ(panel.selected_class(), -1);
}

TEST(DataPanel, NamesProblemsAndCountsThemAll) {
    DatasetSummary data = three_classes();
    data.problems = {{"a.jpg", "not an image"}, {"list.txt:3", "does not parse"}};
    data.problem_count = 1234;
    DataPanel panel;
    panel.show_summary(data, BandRule());
    EXPECT_EQ(panel.problems()->title(), "1,234 problems");
    EXPECT_EQ(panel.problems()->lines(),
              (QStringList{"a.jpg: not an image", "list.txt:3: does not parse", "… and 1,232 more"}));
    EXPECT_FALSE(panel.problems()->is_open());
    panel.show_summary(three_classes(), BandRule());
    EXPECT_TRUE(panel.problems()->isHidden());
}

TEST(DataPanel, LargeTextTakesNoRoomFromNames) {
    DataPanel panel;
    panel.show_summary(three_classes(), BandRule());
    panel.resize(272, 600);
    panel.show();
    QCoreApplication::processEvents();
    auto* table = panel.findChild<QTableView*>();
    EXPECT_FALSE(table->isColumnHidden(ClassTableModel::test_column));
    const QFont usual = table->font();
    QFont large = usual;
    large.setPointSizeF(1.5 * usual.pointSizeF());
    table->setFont(large);
    QCoreApplication::processEvents();
    EXPECT_TRUE(table->isColumnHidden(ClassTableModel::test_column));
    panel.resize(500, 600);
    QCoreApplication::processEvents();
    EXPECT_FALSE(table->isColumnHidden(ClassTableModel::test_column));
    panel.resize(272, 600);
    table->setFont(usual);
    QCoreApplication::processEvents();
    EXPECT_FALSE(table->isColumnHidden(ClassTableModel::test_column));
}

TEST(DataPanel, AProblemsRowIsAsWideAsItsListAndHoldsBeginningAndEnd) {
    DatasetSummary data = three_classes();
    const std::string long_path = "/a/folder/with/a/long/path/to/the/images/of/a/class/image_0001.jpg";
    data.problems = {{long_path, "is the same, byte for byte, as another one with ANOTHER LABEL"}};
    data.problem_count = 1;
    DataPanel panel;
    panel.resize(272, 600);
    panel.show();
    panel.show_summary(data, BandRule());
    panel.problems()->set_open(true);
    QCoreApplication::processEvents();
    const auto* list = panel.problems()->findChild<QListView*>();
    const QRect row = list->visualRect(list->model()->index(0, 0));
    EXPECT_LE(row.right(), list->viewport()->width());
    const QString text = panel.problems()->lines().front(),
                  shown = TwoLineDelegate::fitted(text, list->fontMetrics(), row.width() - 8);
    EXPECT_TRUE(shown.startsWith("/a/folder"));
    EXPECT_TRUE(shown.endsWith("ANOTHER LABEL"));
    EXPECT_TRUE(shown.contains(u'…'));
    const QString one_line = list->fontMetrics().elidedText(text, Qt::ElideMiddle, row.width() - 8);
    EXPECT_GT(shown.size(), one_line.size() * 3 / 2);
    EXPECT_GE(row.height(), 2 * list->fontMetrics().lineSpacing());
    EXPECT_EQ(TwoLineDelegate::fitted("a.jpg: not an image", list->fontMetrics(), 240), "a.jpg: not an image");
}

TEST(DataPanel, IsQuickWithEightThousandClasses) {
    DataPanel panel;
    panel.resize(320, 600);
    panel.show();
    const DatasetSummary data = test::long_tail_dataset(8000, 1280);
    QElapsedTimer clock;
    clock.start();
    panel.show_summary(data, BandRule());
    panel.set_search("crab 3");
    panel.set_search("");
    panel.sort_by(ClassTableModel::name_column, Qt::AscendingOrder);
    panel.select_class(7999);
    QCoreApplication::processEvents();
    EXPECT_LT(clock.elapsed(), 1000);
    EXPECT_EQ(panel.shown_order().size(), 8000u);
}

} // namespace
} // namespace whydah
