#include "widgets/confusion_view.h"

#include "widgets/clicks.h"
#include "widgets/comparison_records.h"
#include "widgets/confusion_cells.h"
#include "widgets/confusion_list.h"
#include "widgets/confusion_table_model.h"
#include "widgets/figure_export.h"
#include "widgets/plot_style.h"
#include "widgets/share_scale.h"
#include "widgets/stop_watch.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTableView>

#include <gtest/gtest.h>

#include <algorithm>

namespace whydah {
namespace {

/// Three classes of 10 test images: 7 of class 0 right and 3 taken for 2; class 1 right; class 2: 4 right, 5 for 0, 1
/// for 1.
RunComparison three_classes() {
    RunComparison all;
    ComparedRun run;
    run.folder = "/runs/a";
    run.results.push_back({.method = "plain",
                           .seed = 0,
                           .classes = {{"Crab", 5, 10, 7}, {"anchor", 500, 10, 10}, {"barrel", 50, 10, 4}},
                           .seconds = 0,
                           .validation_accuracy = {}});
    run.confusion = {{"plain", 0, 0, 7}, {"plain", 0, 2, 3}, {"plain", 1, 1, 10},
                     {"plain", 2, 0, 5}, {"plain", 2, 1, 1}, {"plain", 2, 2, 4}};
    all.runs.push_back(std::move(run));
    return all;
}

QPointF middle_of(const ConfusionView& view, int row, int column) {
    return {view.plot()->xAxis->coordToPixel(column), view.plot()->yAxis->coordToPixel(row)};
}

TEST(ConfusionView, SortsByFrequencyNameAndCluster) {
    ConfusionView view;
    EXPECT_FALSE(view.hint().isEmpty());
    view.show_comparison(three_classes());
    EXPECT_TRUE(view.hint().isEmpty());
    EXPECT_EQ(view.shown_order(), (std::vector{1, 2, 0}));
    view.set_order(ClassOrder::name);
    EXPECT_EQ(view.shown_order(), (std::vector{1, 2, 0})) << "anchor, barrel, Crab";
    view.set_order(ClassOrder::cluster);
    EXPECT_EQ(view.shown_order(), (std::vector{1, 2, 0})) << "0 and 2 are taken for each other, 1 is a little like 2";
    RunComparison other = three_classes();
    other.runs[0].confusion = {{"plain", 0, 0, 7}, {"plain", 0, 1, 3}, {"plain", 1, 1, 10}, {"plain", 2, 2, 10}};
    view.show_comparison(other);
    EXPECT_EQ(view.shown_order(), (std::vector{0, 1, 2})) << "now 0 and 1 are";
}

TEST(ConfusionView, TellsOfACellTruthPredictionCountAndShare) {
    ConfusionView view;
    view.show_comparison(three_classes());
    EXPECT_EQ(view.cell_text(0, 2), "Crab (5 train)\ntaken for barrel (50 train)\n3 of 10 test images (30.0 %)");
    EXPECT_EQ(view.cell_text(1, 1), "anchor (500 train)\nright\n10 of 10 test images (100.0 %)");
    EXPECT_EQ(view.cell_text(0, 1), "Crab (5 train)\ntaken for anchor (500 train)\n0 of 10 test images (0.0 %)");
    test::show(view, {600, 600});
    test::hover(*view.plot(), middle_of(view, 2, 1));
    EXPECT_EQ(view.plot()->hover_text(), view.cell_text(0, 2)) << "third row: class 0, second column: class 2";
}

TEST(ConfusionView, DrawsEachCellWhereItsRanksAre) {
    ConfusionView view;
    view.show_comparison(three_classes());
    test::show(view, {600, 600});
    const QImage image = view.cells()->image({300, 300});
    const auto at = [&](int row, int column) { return image.pixel(column * 100 + 50, row * 100 + 50); };
    const QRgb ground = view.plot()->colours().background.rgb();
    // Ranks: 1, 2, 0.
    EXPECT_EQ(at(0, 1), ground) << "class 1 is never wrong";
    EXPECT_EQ(at(0, 2), ground);
    EXPECT_EQ(at(2, 0), ground);
    for (const auto& [row, column] : {std::pair(0, 0), {1, 0}, {1, 1}, {1, 2}, {2, 1}, {2, 2}})
        EXPECT_NE(at(row, column), ground) << row << ", " << column;
    const QColor right(at(0, 0)), wrong(at(1, 2));
    EXPECT_GT(right.blue(), right.red()) << "right ones are blue";
    EXPECT_GT(wrong.red(), wrong.blue()) << "errors are red";
    EXPECT_NE(at(1, 2), at(1, 0)) << "0.5 and 0.1 of the class";
}

TEST(ConfusionView, NoErrorVanishesWhereCellsAreSmallerThanAPixel) {
    RunComparison all;
    ComparedRun run;
    MethodResult result{.method = "plain", .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}};
    for (int c = 0; c < 2000; ++c) result.classes.push_back({std::to_string(c), 2000 - c, 100, 99});
    run.results = {result};
    run.confusion = {{"plain", 777, 777, 99}, {"plain", 777, 1333, 1}};
    all.runs = {run};
    ConfusionView view;
    view.show_comparison(all);
    const QImage image = view.cells()->image({300, 300});
    const QRgb ground = view.plot()->colours().background.rgb();
    int coloured = 0;
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 300; ++x) coloured += image.pixel(x, y) != ground;
    EXPECT_EQ(coloured, 8) << "two dots of two by two pixels";
    // 1333.5 and 777.5 of 2,000.
    EXPECT_NE(image.pixel(200, 116), ground);
}

TEST(ConfusionView, AClickSelectsTheTrueClassAndSelectingFromOutsideIsSilent) {
    ConfusionView view;
    view.show_comparison(three_classes());
    test::show(view, {600, 600});
    QSignalSpy selected(&view, &ConfusionView::class_selected);
    view.select_class(1);
    EXPECT_EQ(selected.count(), 0);
    EXPECT_EQ(view.selected_class(), 1);
    test::click(*view.plot(), middle_of(view, 2, 1));
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), 0) << "row, not column";
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(selected.at(1).at(0).toInt(), 2);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_EQ(selected.at(2).at(0).toInt(), -1);
    view.select_class(99);
    EXPECT_EQ(view.selected_class(), -1);
}

TEST(ConfusionView, ZoomsToNamesAndKeepsTheSelectedClassInSight) {
    ConfusionView view;
    view.show_comparison(test::made_comparison(200, 1, 1));
    test::show(view, {700, 600});
    EXPECT_EQ(view.plot()->xAxis->range(), QCPRange(-0.5, 199.5));
    view.select_class(view.shown_order()[5]);
    for (int i = 0; i < 20; ++i) QTest::keyClick(&view, Qt::Key_Plus);
    EXPECT_TRUE(view.plot()->yAxis->range().contains(5));
    EXPECT_GE(view.plot()->yAxis->range().size(), 3.999) << "no further than a few classes";
    view.plot()->replot();
    EXPECT_TRUE(view.plot()->yAxis->tickVectorLabels().contains(
        QString::fromStdString(view.matrix().names[static_cast<std::size_t>(view.shown_order()[5])])));
    view.select_class(view.shown_order()[150]);
    EXPECT_TRUE(view.plot()->yAxis->range().contains(150));
    EXPECT_TRUE(view.plot()->xAxis->range().contains(150));
    Q_EMIT view.plot()->reset_asked();
    EXPECT_EQ(view.plot()->yAxis->range(), QCPRange(-0.5, 199.5));
}

TEST(ConfusionView, KeepsMethodAndZoomWhileARunIsComparedWithOthers) {
    ConfusionView view;
    view.show_comparison(test::made_comparison(50, 1, 1));
    EXPECT_EQ(view.shown(), (RunMethod{0, "meta_model_net"}));
    view.select({0, "plain"});
    view.plot()->xAxis->setRange(10, 20);
    view.show_comparison(test::made_comparison(50, 1, 2));
    EXPECT_EQ(view.shown(), (RunMethod{0, "plain"}));
    EXPECT_EQ(view.plot()->xAxis->range(), QCPRange(10, 20));
}

TEST(ConfusionView, ARunWithoutPredictionsSaysSo) {
    RunComparison all = three_classes();
    all.runs[0].confusion.clear();
    ConfusionView view;
    view.show_comparison(all);
    EXPECT_TRUE(view.hint().contains("without"));
}

TEST(ConfusionList, ListsTheErrorsGreatestFirstAndSorts) {
    ConfusionView view;
    view.show_comparison(three_classes());
    ConfusionList list;
    list.show_matrix(view.matrix());
    ASSERT_EQ(list.row_count(), 3) << "right answers are no errors";
    EXPECT_EQ(list.text(0, 0), "barrel");
    EXPECT_EQ(list.text(0, 1), "Crab");
    EXPECT_EQ(list.text(0, 2), "5");
    EXPECT_EQ(list.text(0, 3), "50.0");
    EXPECT_EQ(list.text(1, 0), "Crab");
    list.sort_by(ConfusionTableModel::predicted_column, Qt::AscendingOrder);
    EXPECT_EQ(list.text(0, 1), "anchor") << "names whatever their case";
    EXPECT_EQ(list.text(2, 1), "Crab");
    EXPECT_EQ(list.as_csv().split('\n')[0], "true_class,taken_for,images,percent");
    EXPECT_EQ(list.as_csv().split('\n')[1], "barrel,anchor,1,10.0000");
}

TEST(ConfusionList, ARowSelectsItsTrueClassAndAClassItsFirstRow) {
    ConfusionView view;
    view.show_comparison(three_classes());
    ConfusionList list;
    list.show_matrix(view.matrix());
    test::show(list, {400, 300});
    auto* table = list.findChild<QTableView*>();
    QSignalSpy selected(&list, &ConfusionList::class_selected);
    list.select_class(0);
    EXPECT_EQ(selected.count(), 0);
    EXPECT_EQ(table->currentIndex().row(), 1);
    test::click(*table->viewport(), table->visualRect(table->model()->index(0, 1)).center());
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), 2);
    QTest::keyClick(table, Qt::Key_Escape);
    EXPECT_EQ(selected.at(1).at(0).toInt(), -1);
    list.select_class(1);
    EXPECT_FALSE(table->selectionModel()->hasSelection()) << "never wrong";
}

#define EXPECT_QUICK(...)                                                                                              \
    do {                                                                                                               \
        const double ms = test::best_milliseconds([&] { __VA_ARGS__; });                                               \
        std::printf("%7.2f ms  %s\n", ms, #__VA_ARGS__);                                                               \
        EXPECT_LT(ms, test::call_limit_ms) << #__VA_ARGS__;                                                            \
    } while (false)

TEST(ThousandClassesConfused, AreDrawnPannedAndSortedWithinFiftyMilliseconds) {
    const RunComparison all = test::made_comparison(1000, 1, 1);
    ConfusionView view;
    view.show_comparison(all);
    test::show(view, {1000, 900});
    std::printf("%d cells\n", view.cells()->cells());
    EXPECT_QUICK(view.plot()->replot());
    EXPECT_QUICK(view.plot()->xAxis->setRange(100, 300), view.plot()->yAxis->setRange(100, 300), view.plot()->replot());
    EXPECT_QUICK(view.plot()->xAxis->moveRange(1), view.plot()->replot());
    EXPECT_QUICK(view.select_class(view.selected_class() == 17 ? 18 : 17), QCoreApplication::processEvents());
    EXPECT_QUICK(view.select({0, view.shown().method == "plain" ? "meta_model_net" : "plain"}));
    auto cluster_of_the_next = [&, next = 0]() mutable {
        view.set_order(ClassOrder::frequency);
        view.select({0, all.runs[0].results[static_cast<std::size_t>(next++ % 4)].method});
        view.set_order(ClassOrder::cluster); // of a method that was not yet sorted so
    };
    EXPECT_QUICK(cluster_of_the_next());
    ConfusionList list;
    test::show(list, {400, 600});
    EXPECT_QUICK(list.show_matrix(view.matrix()));
    EXPECT_QUICK(list.sort_by(0, Qt::AscendingOrder), list.sort_by(2, Qt::DescendingOrder));
}

/// Every cell filled: 1,000,000.
TEST(ThousandClassesConfused, EvenIfEachIsTakenForEachOther) {
    ConfusionMatrix matrix;
    for (int truth = 0; truth < 1000; ++truth) {
        matrix.names.push_back(std::to_string(truth)), matrix.train.push_back(1), matrix.images.push_back(2000);
        for (int other = 0; other < 1000; ++other)
            matrix.cells.push_back({truth, other, 1 + (truth * 7 + other) % 3, 0.0005 * (1 + (truth * 7 + other) % 3)});
    }
    std::vector<int> ranks(1000);
    for (int i = 0; i < 1000; ++i) ranks[static_cast<std::size_t>(i)] = i;
    StyledPlot plot;
    ConfusionCells cells(&plot);
    plot.xAxis->setRange(-0.5, 999.5);
    plot.yAxis->setRange(-0.5, 999.5);
    plot.yAxis->setRangeReversed(true);
    cells.show_cells(matrix, ranks);
    test::show(plot, {1000, 900});
    EXPECT_QUICK(plot.replot());
    plot.xAxis->setRange(200, 240), plot.yAxis->setRange(200, 240);
    EXPECT_QUICK(plot.replot());
}

TEST(ConfusionView, TheScaleGoesFromPaleToStrongInTheColoursOfTheCells) {
    ConfusionView view;
    view.show_comparison(three_classes());
    test::show(view, {600, 600});
    const QImage picture = view.plot()->grab().toImage();
    const auto scales = view.plot()->findChildren<ShareScale*>();
    ASSERT_EQ(scales.size(), 2);
    for (bool right : {true, false}) {
        const QRect bar = (scales[0]->rect().left() < scales[1]->rect().left()) == right ? scales[0]->rect() : scales[1]->rect();
        EXPECT_NEAR(bar.width(), 10, 1);
        EXPECT_EQ(bar.top(), view.plot()->axisRect()->top());
        EXPECT_EQ(bar.bottom(), view.plot()->axisRect()->bottom());
        const auto differ = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
        };
        const QCPColorGradient colours = view.cells()->gradient(right);
        const QColor strong = colours.colorStops().last(), pale = colours.colorStops().first();
        EXPECT_LT(differ(picture.pixelColor(bar.center().x(), bar.top() + 2), strong), 12) << right;
        EXPECT_LT(differ(picture.pixelColor(bar.center().x(), bar.bottom() - 2), pale), 12) << right;
    }
}

TEST(ConfusionView, AVectorPictureHasNoPixels) {
    ConfusionView view;
    view.show_comparison(three_classes());
    test::show(view, {600, 600});
    const QByteArray svg = plot_svg(*view.plot(), {800, 600});
    EXPECT_TRUE(svg.contains("<linearGradient"));
    EXPECT_FALSE(svg.contains("<image")) << "the scales, too";
}

TEST(ConfusionView, WhatTheScaleSaysFitsBesideALowMatrix) {
    ConfusionView view;
    const auto fits = [&] {
        const auto scales = view.plot()->findChildren<ShareScale*>();
        QCPAxis* axis = scales.back()->axis()->label().isEmpty() ? scales.front()->axis() : scales.back()->axis();
        EXPECT_FALSE(axis->label().isEmpty());
        return QFontMetrics(axis->labelFont()).horizontalAdvance(axis->label()) <= view.plot()->axisRect()->height();
    };
    test::show(view, {550, 700});
    EXPECT_TRUE(fits());
    test::show(view, {550, 260});
    EXPECT_TRUE(fits());
    test::show(view, {550, 190});
    EXPECT_TRUE(fits());
}

} // namespace
} // namespace whydah
