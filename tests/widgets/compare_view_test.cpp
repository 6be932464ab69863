#include "widgets/compare_view.h"

#include "widgets/clicks.h"
#include "widgets/comparison_records.h"
#include "widgets/comparison_table.h"
#include "widgets/confusion_list.h"
#include "widgets/confusion_view.h"
#include "widgets/figure_export.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/run_gain_plot.h"
#include "widgets/stop_watch.h"

#include <QFile>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace whydah {
namespace {

std::vector<std::string> names_of(const RunComparison& all) {
    std::vector<std::string> names;
    for (const ClassAccuracy& c : all.runs[0].results[0].classes) names.push_back(c.name);
    return names;
}

TEST(CompareView, SaysAboveTheTableWhichRunsAreOfOtherDataOrOfAnotherSplit) {
    RunComparison all = test::made_comparison(25, 3, 4);
    CompareView view;
    const auto* line = view.findChild<QLabel*>(QStringLiteral("gaps"));
    ASSERT_NE(line, nullptr);
    test::show(view, {900, 700});
    view.show_comparison(all, true);
    EXPECT_FALSE(line->isVisible()) << line->text().toStdString();
    all.runs[1] = test::made_run("/runs/other", 30, 3);
    all.runs[2].split = "exponential", all.runs[3].split = "exponential", all.runs[0].split = "given";
    view.show_comparison(all, true);
    EXPECT_TRUE(line->isVisible());
    const QStringList lines = line->text().split(u'\n');
    ASSERT_EQ(lines.size(), 3) << line->text().toStdString();
    EXPECT_TRUE(lines[0].startsWith("B is of other data than A")) << lines[0].toStdString();
    EXPECT_TRUE(lines[0].contains("30 and 25"));
    EXPECT_TRUE(lines[1].startsWith("C and D have another split than A")) << lines[1].toStdString();
    EXPECT_LT(line->mapTo(&view, QPoint()).y(), view.table()->mapTo(&view, QPoint()).y());
}

TEST(CompareView, AClassChosenInOnePartIsChosenInAll) {
    const RunComparison all = test::made_comparison();
    CompareView view;
    view.set_class_names(names_of(all));
    view.show_comparison(all, true);
    test::show(view, {900, 700});
    QSignalSpy selected(&view, &CompareView::class_selected);
    view.select_class(7);
    EXPECT_EQ(selected.count(), 0);
    Q_EMIT view.confusion()->class_selected(4);
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected.at(0).at(0).toInt(), 4);
    EXPECT_EQ(view.gain()->selected_class(), 4);
    EXPECT_EQ(view.list()->selected_class(), 4);
    EXPECT_EQ(view.selected_class(), 4);
    view.select_class(-1);
    EXPECT_EQ(view.selected_class(), -1);
}

TEST(CompareView, AComparisonThatComesLaterShowsTheSelectedClass) {
    const RunComparison all = test::made_comparison();
    CompareView view;
    view.set_class_names(names_of(all));
    view.select_class(7);
    view.show_comparison(all, true);
    EXPECT_EQ(view.selected_class(), 7);
    EXPECT_EQ(view.gain()->selected_class(), 7);
    EXPECT_EQ(view.list()->selected_class(), 7);
}

TEST(CompareView, RunsOfOtherClassesTakeNoPartInTheWindowsSelection) {
    const RunComparison all = test::made_comparison();
    CompareView view;
    view.set_class_names({"other", "classes"});
    view.show_comparison(all, false);
    QSignalSpy selected(&view, &CompareView::class_selected);
    view.select_class(1);
    EXPECT_EQ(view.selected_class(), -1);
    Q_EMIT view.confusion()->class_selected(4);
    EXPECT_EQ(selected.count(), 0);
    EXPECT_EQ(view.gain()->selected_class(), 4) << "among themselves they do";
}

TEST(CompareView, ARowOfTheTableIsShownByThePlots) {
    CompareView view;
    view.show_comparison(test::made_comparison(), true);
    for (int row = 0; row < view.table()->row_count(); ++row)
        if (view.table()->row(row) == RunMethod{1, "over_sampling"}) view.table()->select_row(row);
    EXPECT_EQ(view.gain()->method(), (RunMethod{1, "over_sampling"}));
    EXPECT_EQ(view.gain()->reference(), (RunMethod{0, "over_sampling"}));
    EXPECT_EQ(view.confusion()->shown(), (RunMethod{1, "over_sampling"}));
}

TEST(CompareView, PicturesCarryTheProtocolsOfTheirRuns) {
    RunComparison all = test::made_comparison();
    all.runs[0].protocol.add("Data", "name", "first data");
    all.runs[1].protocol.add("Data", "name", "second data");
    CompareView view;
    view.show_comparison(all, true);
    EXPECT_EQ(view.plot(), nullptr) << "a table";
    view.show_page(CompareView::Page::gain);
    EXPECT_EQ(view.plot(), view.gain()->plot());
    EXPECT_TRUE(view.protocol_text().contains("first data"));
    EXPECT_TRUE(view.protocol_text().contains("second data"));
    view.show_page(CompareView::Page::confusion);
    EXPECT_EQ(view.plot(), view.confusion()->plot());
    EXPECT_FALSE(view.protocol_text().contains("second data")) << "only the run that is shown";
    const QTemporaryDir folder;
    for (const char* suffix : {"png", "svg", "pdf"}) {
        const QString file = folder.filePath(QStringLiteral("confusion.") + QLatin1String(suffix));
        save_plot(*view.plot(), file, 600, 500, view.protocol_text());
        EXPECT_GT(QFile(file).size(), 1000);
    }
    EXPECT_EQ(QImage(folder.filePath("confusion.png")).text("Protocol"), view.protocol_text());
}

TEST(CompareView, OffersWhatCanBeCopiedOfThePage) {
    CompareView view;
    auto* button = view.findChild<QPushButton*>(QStringLiteral("export"));
    ASSERT_NE(button, nullptr);
    EXPECT_FALSE(button->isEnabled());
    view.show_comparison(test::made_comparison(), true);
    EXPECT_TRUE(button->isEnabled());
    EXPECT_EQ(button->menu()->actions().size(), 4) << "and a report, beneath a line";
    view.show_page(CompareView::Page::gain);
    EXPECT_EQ(button->menu()->actions().size(), 4) << "and a report, beneath a line";
    QSignalSpy asked(&view, &CompareView::picture_asked);
    button->menu()->actions()[1]->trigger();
    EXPECT_EQ(asked.count(), 1);
    view.show_page(CompareView::Page::confusion);
    EXPECT_EQ(button->menu()->actions().size(), 7) << "list and picture";
}

TEST(CompareView, FollowsLightAndDark) {
    CompareView view;
    view.show_comparison(test::made_comparison(), true);
    view.show_page(CompareView::Page::confusion);
    test::show(view, {700, 600});
    view.setPalette(dark_palette());
    QCoreApplication::processEvents();
    EXPECT_EQ(view.confusion()->plot()->colours().dark, true);
    EXPECT_LT(QColor(view.confusion()->plot()->toPixmap(300, 300).toImage().pixel(2, 2)).lightness(), 100);
}

TEST(CompareView, ThousandClassesOfTwoRunsAndThreeSeedsDoNotHoldTheWindow) {
    const RunComparison all = test::made_comparison(1000, 3, 2);
    CompareView view;
    view.set_class_names(names_of(all));
    test::show(view, {1000, 800});
    for (auto page : {CompareView::Page::methods, CompareView::Page::gain, CompareView::Page::confusion}) {
        view.show_page(page);
        const double shown = test::best_milliseconds([&] { view.show_comparison(all, true); });
        int label = 0;
        const double selected = test::best_milliseconds([&] {
            view.select_class(label += 37);
            for (int i = 0; i < 3; ++i) QCoreApplication::processEvents(); // queued replots and painting
        });
        std::printf("%7.2f ms shown, %.2f ms selected\n", shown, selected);
        EXPECT_LT(shown, test::call_limit_ms);
        EXPECT_LT(selected, test::call_limit_ms);
    }
}

} // namespace
} // namespace whydah
