#include "widgets/runs_view.h"

#include "made_runs.h"
#include "widgets/mean_sd_delegate.h"
#include "widgets/run_details.h"
#include "widgets/runs_table.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Changes = std::vector<RunChange>;

class RunsViewTest : public testing::Test {
protected:
    RunsViewTest() {
        QObject::connect(&view, &RunsView::changes_asked, [this](const Changes& changes) { asked.push_back(changes); });
        view.resize(1100, 700);
        view.show_runs(test::made_runs(), true, "/workspace");
        view.show();
    }
    QString text(int row, int column, int role = Qt::DisplayRole) {
        return view.table()->model()->index(row, column).data(role).toString();
    }
    bool in_sight(int column) {
        const QTableView& table = *view.table();
        const int left = table.columnViewportPosition(column);
        return !table.isColumnHidden(column) && left >= 0 && left + table.columnWidth(column) <= table.viewport()->width();
    }
    RunsView view;
    std::vector<Changes> asked;
};

TEST_F(RunsViewTest, ShowsEachRunInARowWithTheLatestFirst) {
    EXPECT_THAT(view.table()->shown(), ElementsAre(3, 2, 1));
    EXPECT_EQ(text(1, RunsTableModel::name_column), "second");
    EXPECT_EQ(text(1, RunsTableModel::data_column), "fish");
    EXPECT_EQ(text(0, RunsTableModel::state_column), "interrupted");
    EXPECT_EQ(text(1, RunsTableModel::plain_column), "50.0");
    EXPECT_EQ(text(1, RunsTableModel::plain_column, MeanSdDelegate::spread_role), " ± 1.2");
    EXPECT_EQ(text(1, RunsTableModel::ours_column), "60.0");
    EXPECT_EQ(text(0, RunsTableModel::ours_column), QString(QChar(0x2013)));
    EXPECT_EQ(text(1, RunsTableModel::seeds_column), "3");
    EXPECT_EQ(view.totals_text(), "3 runs");
    EXPECT_EQ(view.table()->accessibleName(), "Runs");
}

TEST_F(RunsViewTest, SearchesAsYouTypeInAllThatIsKnown) {
    const auto found = [&](const char* words) {
        view.search()->clear();
        QTest::keyClicks(view.search(), words);
        return view.table()->shown();
    };
    EXPECT_THAT(found("FISH"), ElementsAre(2));
    EXPECT_THAT(found("thesis"), ElementsAre(2));
    EXPECT_THAT(found("forgot"), ElementsAre(2));
    EXPECT_THAT(found("interrupted"), ElementsAre(3));
    EXPECT_THAT(found("birds first"), ElementsAre(1));
    EXPECT_THAT(found("metamodel"), ElementsAre(3, 2, 1));
    EXPECT_EQ(found("nothing"), std::vector<std::int64_t>());
    EXPECT_THAT(view.table()->hint().toStdString(), HasSubstr("No run has all of these words"));
    EXPECT_EQ(view.totals_text(), "0 of 3 runs");
    QTest::keyClick(view.search(), Qt::Key_Escape);
    EXPECT_EQ(view.table()->shown().size(), 3U);
    EXPECT_EQ(view.table()->hint(), "");
}

TEST_F(RunsViewTest, SortsNumbersAsNumbersAndThoseWithoutLast) {
    view.table()->sortByColumn(RunsTableModel::ours_column, Qt::DescendingOrder);
    EXPECT_THAT(view.table()->shown(), ElementsAre(2, 1, 3));
    view.table()->sortByColumn(RunsTableModel::ours_column, Qt::AscendingOrder);
    EXPECT_THAT(view.table()->shown(), ElementsAre(1, 2, 3));
    view.table()->sortByColumn(RunsTableModel::name_column, Qt::AscendingOrder);
    EXPECT_THAT(view.table()->shown(), ElementsAre(1, 2, 3));
}

TEST_F(RunsViewTest, NamesTheBestMethodOfEachRunAndSortsByIt) {
    auto runs = test::made_runs();
    runs[2].accuracies[0].mean = 0.71; // plain, three seeds
    view.show_runs(runs, true, "/workspace");
    EXPECT_EQ(text(2, RunsTableModel::best_method_column).toStdString(), method_label("plain"));
    EXPECT_EQ(text(2, RunsTableModel::best_column), "71.0");
    EXPECT_EQ(text(2, RunsTableModel::best_column, MeanSdDelegate::spread_role), " ± 1.2");
    EXPECT_EQ(text(1, RunsTableModel::best_method_column).toStdString(), method_label("meta_model_net"));
    EXPECT_EQ(text(1, RunsTableModel::best_column, MeanSdDelegate::spread_role), QString::fromUtf8(" ± –"));
    EXPECT_TRUE(view.table()->model()->index(1, RunsTableModel::best_column).data(MeanSdDelegate::single_role).toBool())
        << "one seed is marked";
    EXPECT_EQ(text(0, RunsTableModel::best_method_column), QString(QChar(0x2013)));
    view.table()->sortByColumn(RunsTableModel::best_column, Qt::DescendingOrder);
    EXPECT_THAT(view.table()->shown(), ElementsAre(1, 2, 3));
    view.table()->sortByColumn(RunsTableModel::best_column, Qt::AscendingOrder);
    EXPECT_THAT(view.table()->shown(), ElementsAre(2, 1, 3));
}

TEST_F(RunsViewTest, OpensByDoubleClickAndByReturn) {
    QSignalSpy opened(&view, &RunsView::open_asked);
    view.table()->select({2});
    QTest::keyClick(view.table(), Qt::Key_Return);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened[0][0].toString(), "/workspace/runs/second");
    const QPoint at = view.table()->visualRect(view.table()->model()->index(2, 0)).center();
    QTest::mouseClick(view.table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(view.table()->viewport(), Qt::LeftButton, {}, at);
    ASSERT_EQ(opened.count(), 2);
    EXPECT_EQ(opened[1][0].toString(), "/workspace/runs/first");
}

TEST_F(RunsViewTest, F2RenamesAndOnlyAsksForIt) {
    view.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    view.table()->setFocus();
    view.table()->select({2});
    view.rename->trigger();
    auto* line = view.table()->findChild<QLineEdit*>();
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->text(), "second");
    line->selectAll();
    QTest::keyClicks(line, "the good one");
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return asked.size() == 1; })); // once the field has had its key
    EXPECT_EQ(asked[0], Changes({{.id = 2, .name = "the good one"}}));
    EXPECT_EQ(text(1, 0), "second") << "whoever keeps the runs shows it";
}

TEST_F(RunsViewTest, DeletesTheSelectedRunsAndRestoresThemFromTheTrash) {
    view.table()->select({1, 2});
    view.remove->trigger();
    ASSERT_EQ(asked.size(), 1U);
    ASSERT_EQ(asked[0].size(), 2U);
    EXPECT_EQ(asked[0][0], (RunChange{.id = 2, .deleted = true}));
    auto runs = test::made_runs();
    runs[1].deleted = runs[2].deleted = true;
    view.show_runs(runs, true, "/workspace");
    EXPECT_THAT(view.table()->shown(), ElementsAre(3));
    EXPECT_EQ(view.trash->text(), "Trash (2)");
    view.trash->trigger();
    EXPECT_THAT(view.table()->shown(), ElementsAre(2, 1));
    EXPECT_FALSE(view.remove->isEnabled());
    view.table()->select({1});
    view.restore->trigger();
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[1], Changes({{.id = 1, .deleted = false}}));
    QSignalSpy emptied(&view, &RunsView::empty_trash_asked);
    view.empty_trash->trigger();
    EXPECT_EQ(emptied.value(0).value(0).toInt(), 2);
}

TEST_F(RunsViewTest, TagsAndNoteAreEditedBeneathTheTable) {
    view.table()->select({1});
    RunDetails& details = *view.details();
    EXPECT_THAT(details.facts().toStdString(), HasSubstr("birds · completed · 1:01 · 3 seeds"));
    details.tags()->setFocus();
    QTest::keyClicks(details.tags(), "baseline, thesis");
    QTest::keyClick(details.tags(), Qt::Key_Return);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_THAT(*asked[0].at(0).tags, ElementsAre("baseline", "thesis"));
    QTest::keyClicks(details.note(), "worth a second look");
    EXPECT_EQ(asked.size(), 1U) << "not with every letter";
    view.table()->select({2}); // what was typed is not lost with another selection
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[1].at(0).id, 1);
    EXPECT_EQ(asked[1].at(0).note, "worth a second look");
    EXPECT_EQ(details.tags()->text(), "thesis");
    EXPECT_EQ(details.note()->toPlainText(), "Forgot the seeds");
}

TEST_F(RunsViewTest, TagsOfSeveralRunsAreAdded) {
    view.table()->select({1, 2});
    QTest::keyClicks(view.details()->tags(), "new");
    QTest::keyClick(view.details()->tags(), Qt::Key_Return);
    ASSERT_EQ(asked.size(), 1U);
    ASSERT_EQ(asked[0].size(), 2U);
    EXPECT_THAT(*asked[0][0].tags, ElementsAre("thesis", "new"));
    EXPECT_THAT(*asked[0][1].tags, ElementsAre("new"));
}

TEST_F(RunsViewTest, TheSelectionAndWhatIsTypedSurviveNews) {
    view.table()->select({1, 2});
    auto runs = test::made_runs();
    runs.insert(runs.begin(), test::made_entry(4, "fourth", "fish"));
    view.show_runs(runs, true, "/workspace");
    EXPECT_THAT(view.table()->selected(), ElementsAre(2, 1));
    view.table()->select({1});
    view.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    view.details()->note()->setFocus();
    QTest::keyClicks(view.details()->note(), "half a th");
    runs.erase(runs.begin());
    view.show_runs(runs, true, "/workspace");
    EXPECT_THAT(view.table()->selected(), ElementsAre(1));
    EXPECT_EQ(view.details()->note()->toPlainText(), "half a th");
}

TEST_F(RunsViewTest, CompareIsThereOnlyForThoseWhoListen) {
    EXPECT_FALSE(view.compare->isVisible());
    QStringList folders;
    QObject::connect(&view, &RunsView::compare_asked, &view, [&](const QStringList& all) { folders = all; });
    EXPECT_TRUE(view.compare->isVisible());
    view.table()->select({1});
    EXPECT_FALSE(view.compare->isEnabled());
    view.table()->select({1, 3});
    view.compare->trigger();
    EXPECT_EQ(folders, QStringList({"/workspace/runs/third", "/workspace/runs/first"}));
}

TEST_F(RunsViewTest, NothingIsDoneToWhatIsNotSeen) {
    view.table()->select({1});
    EXPECT_TRUE(view.remove->isEnabled());
    view.hide();
    EXPECT_FALSE(view.remove->isEnabled() || view.open->isEnabled() || view.rename->isEnabled());
    view.show();
    EXPECT_TRUE(view.remove->isEnabled());
}

TEST_F(RunsViewTest, SaysWhyThereIsNoRow) {
    view.show_runs({}, false, "/workspace");
    EXPECT_THAT(view.table()->hint().toStdString(), HasSubstr("Reading"));
    view.show_runs({}, true, "/workspace");
    EXPECT_THAT(view.table()->hint().toStdString(), HasSubstr("press Run"));
    view.show_trash(true);
    EXPECT_EQ(view.table()->hint(), "The trash is empty.");
}

TEST_F(RunsViewTest, KeepsTheNamesReadableInANarrowWindow) {
    for (const int width : {460, 560, 660, 760, 860, 1000, 1200}) {
        view.resize(width, 600);
        QApplication::processEvents();
        EXPECT_GE(view.table()->columnWidth(RunsTableModel::name_column), 190) << width;
        EXPECT_TRUE(in_sight(RunsTableModel::best_column)) << width;
        EXPECT_TRUE(in_sight(RunsTableModel::control_column) || !in_sight(RunsTableModel::ours_column))
            << "MetaModelNet never stands without its control: " << width;
    }
    EXPECT_TRUE(in_sight(RunsTableModel::methods_column));
    EXPECT_FALSE(view.table()->horizontalScrollBar()->isVisible());
    EXPECT_EQ(view.table()->horizontalHeader()->visualIndex(RunsTableModel::methods_column),
              static_cast<int>(RunsTableModel::methods_column)) << "each is back in its place";
}

TEST_F(RunsViewTest, WhatHasNoRoomInANarrowWindowIsScrolledTo) {
    view.resize(445, 600); // at 1280 x 800
    QApplication::processEvents();
    QScrollBar& bar = *view.table()->horizontalScrollBar();
    ASSERT_TRUE(bar.isVisible()) << "it is seen that there is more";
    EXPECT_FALSE(in_sight(RunsTableModel::ours_column));
    bar.setValue(bar.maximum());
    for (int column = 0; column < RunsTableModel::columns; ++column) {
        EXPECT_FALSE(view.table()->isColumnHidden(column));
        bar.setValue(view.table()->horizontalHeader()->sectionPosition(column));
        EXPECT_TRUE(in_sight(column)) << column;
    }
}

TEST(RunsViewSpeed, StaysQuickWithThousandsOfRuns) {
    RunsView view;
    view.resize(1100, 700);
    view.show();
    std::vector<RunEntry> runs;
    for (int i = 0; i < 5000; ++i)
        runs.push_back(test::made_entry(i + 1, "run " + std::to_string(i), i % 2 ? "birds" : "fish", 0.1 + 0.0001 * i));
    // Of the processor: other programs must not decide whether this is quick.
    const auto milliseconds = [](auto&& work) {
        const std::clock_t begin = std::clock();
        work();
        QApplication::processEvents();
        return 1000 * (std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const auto first = milliseconds([&] { view.show_runs(runs, true, "/w"); });
    runs[17].seconds += 1;
    const auto news = milliseconds([&] { view.show_runs(runs, true, "/w"); });
    const auto search = milliseconds([&] { view.set_search("birds 49"); });
    // Odd numbers with "49" in them: 490..499, 49, 149, ... 4900..4999 and so on.
    std::size_t expected = 0;
    for (int i = 1; i < 5000; i += 2) expected += std::to_string(i).find("49") != std::string::npos;
    EXPECT_EQ(view.table()->shown().size(), expected);
    const auto all = milliseconds([&] { view.set_search(""); });
    const auto sort =
        milliseconds([&] { view.table()->sortByColumn(RunsTableModel::ours_column, Qt::DescendingOrder); });
    std::printf("5,000 runs: shown %lld ms, news %lld, search %lld, all %lld, sort %lld\n",
                static_cast<long long>(first), static_cast<long long>(news), static_cast<long long>(search),
                static_cast<long long>(all), static_cast<long long>(sort));
    for (const auto time : {first, news, search, all, sort}) EXPECT_LT(time, 500);
}

} // namespace
} // namespace whydah
