// A class chosen by the mouse or a key in any view is selected in all of them. Clicks are real ones, on the pixels of
// the whole window.
#include "app/class_selection.h"
#include "app/event_batch.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/clicks.h"
#include "widgets/data_panel.h"
#include "widgets/gain_plot.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot_style.h"
#include "widgets/results_table.h"
#include "widgets/stop_watch.h"
#include "widgets/trajectory_plot.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>

#include <gtest/gtest.h>

#include <algorithm>

namespace whydah {
namespace {

class LinkedSelection : public testing::Test {
protected:
    explicit LinkedSelection(int classes = 25) : run(test::long_tail_run(classes, 300, 1)) {
        run.trajectories = {test::long_tail_trajectories(run.dataset, 7)};
        bench.show_run(run);
        test::show(bench, {1280, 800});
    }
    void show_view(const char* name) {
        bench.views()->show_view(QString::fromLatin1(name));
        QTest::qWait(30);
    }
    void expect_everywhere(int label) {
        EXPECT_EQ(bench.selection().label(), label);
        EXPECT_EQ(bench.data_panel()->selected_class(), label);
        EXPECT_EQ(bench.class_panel()->shown_class(), label);
        EXPECT_EQ(bench.histogram()->selected_class(), label);
        EXPECT_EQ(bench.gain_plot()->selected_class(), label);
        EXPECT_EQ(bench.trajectory_plot()->selected_class(), label);
    }
    /// Pixel in the middle of a class's column, near the ground.
    static QPointF column(const ClassRankView& view, int label) {
        const auto& order = view.shown_order();
        const auto rank = std::find(order.begin(), order.end(), label) - order.begin();
        return {view.plot()->xAxis->coordToPixel(static_cast<double>(rank)),
                static_cast<double>(view.plot()->axisRect()->bottom() - 12)};
    }
    /// A class whose path ends where no other passes.
    int lonely_path() const {
        for (const ClassTrajectory& path : run.trajectories[0].classes) {
            const int label = static_cast<int>(path.label);
            const int last = static_cast<int>(path.points.size()) - 1;
            if (bench.trajectory_plot()->class_at(bench.trajectory_plot()->pixel_of(label, last)) == label)
                return label;
        }
        return -1;
    }
    QPointF end_of(int label) const {
        const auto& path = run.trajectories[0].classes[static_cast<std::size_t>(label)];
        return bench.trajectory_plot()->pixel_of(label, static_cast<int>(path.points.size()) - 1);
    }

    RunRecord run;
    Workbench bench;
};

TEST_F(LinkedSelection, AClickOnARowOfTheTable) {
    auto* table = bench.data_panel()->findChild<QTableView*>();
    test::click(*table->viewport(), table->visualRect(table->model()->index(2, 1)).center());
    expect_everywhere(bench.data_panel()->shown_order()[2]);
    QTest::keyClick(table, Qt::Key_Down);
    expect_everywhere(bench.data_panel()->shown_order()[3]);
    QTest::keyClick(table, Qt::Key_Escape);
    expect_everywhere(-1);
}

TEST_F(LinkedSelection, AClickOnABarOfTheHistogram) {
    show_view("Distribution");
    test::click(*bench.histogram()->plot(), column(*bench.histogram(), 7));
    expect_everywhere(7);
    QTest::keyClick(bench.histogram(), Qt::Key_End);
    expect_everywhere(bench.histogram()->shown_order().back());
}

TEST_F(LinkedSelection, AClickInTheGainPlot) {
    show_view("Accuracy");
    test::click(*bench.gain_plot()->plot(), column(*bench.gain_plot(), 11));
    expect_everywhere(11);
}

TEST_F(LinkedSelection, AClickOnAPathAndOnesWithCtrl) {
    show_view("Dynamics");
    QWidget& plot = *bench.trajectory_plot()->plot();
    const int first = lonely_path();
    ASSERT_GE(first, 0);
    test::click(plot, end_of(first));
    expect_everywhere(first);
    int second = -1;
    for (int label = 0; label < 25 && second < 0; ++label)
        if (label != first && bench.trajectory_plot()->class_at(end_of(label)) == label) second = label;
    ASSERT_GE(second, 0);
    test::click(plot, end_of(second), Qt::ControlModifier);
    expect_everywhere(second);
    EXPECT_EQ(bench.trajectory_plot()->selected_classes(), (std::vector{first, second}))
        << "the window's echo leaves the others";
    QTest::keyClick(bench.trajectory_plot(), Qt::Key_Escape);
    expect_everywhere(-1);
}

TEST_F(LinkedSelection, AClickOnAMethodShowsItsGain) {
    auto* table = bench.results()->findChild<QTableWidget*>();
    const int row = 1;
    test::click(*table->viewport(), table->visualItemRect(table->item(row, 0)).center());
    EXPECT_EQ(bench.gain_plot()->method(), bench.results()->method(row));
}

TEST_F(LinkedSelection, GoesBackAndForward) {
    ClassSelection& selection = bench.selection();
    EXPECT_FALSE(selection.can_go_back());
    selection.select(4);
    selection.select_all({4, 7});
    selection.select(9);
    selection.go_back();
    EXPECT_EQ(selection.labels(), (std::vector<int>{4, 7}));
    expect_everywhere(7);
    selection.go_back();
    expect_everywhere(4);
    selection.go_forward();
    expect_everywhere(7);
    selection.select(2); // another way: 9 is gone
    EXPECT_FALSE(selection.can_go_forward());
    for (int i = 0; i < 3; ++i) selection.go_back();
    expect_everywhere(-1);
    EXPECT_FALSE(selection.can_go_back());
}

TEST_F(LinkedSelection, OfOtherDataIsNotGoneBackTo) {
    bench.selection().select(4);
    bench.show_run(run);
    EXPECT_EQ(bench.selection().label(), -1);
    EXPECT_FALSE(bench.selection().can_go_back());
    EXPECT_FALSE(bench.selection().can_go_forward());
}

class ThousandClasses : public LinkedSelection {
protected:
    ThousandClasses() : LinkedSelection(1000) {}
};

TEST_F(ThousandClasses, AreSelectedInAllViewsWithinFiftyMilliseconds) {
    for (const char* view : {"Distribution", "Training", "Accuracy", "Dynamics"}) {
        show_view(view);
        int label = 0;
        const auto select_next = [&] {
            bench.selection().select(label += 37);
            for (int i = 0; i < 3; ++i) QCoreApplication::processEvents(); // queued replots and painting
        };
        select_next();
        const double ms = test::best_milliseconds(select_next);
        std::printf("%7.2f ms  %s\n", ms, view);
        EXPECT_LT(ms, test::call_limit_ms) << view;
        EXPECT_EQ(bench.class_panel()->shown_class(), label);
    }
}

} // namespace
} // namespace whydah
