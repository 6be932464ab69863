// As many classes as the largest long-tailed data sets have (iNaturalist 2018: 8,142): no call may hold the GUI thread.
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/clicks.h"
#include "widgets/data_panel.h"
#include "widgets/gain_plot.h"
#include "widgets/long_tail_records.h"
#include "widgets/loss_plot.h"
#include "widgets/plot_style.h"
#include "widgets/results_table.h"
#include "widgets/stage_list.h"
#include "widgets/stop_watch.h"
#include "widgets/trajectory_plot.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

constexpr int classes = 8000;

const DatasetSummary& data() {
    static const DatasetSummary data = [] {
        DatasetSummary made = test::long_tail_dataset(classes, 1000);
        for (ClassSummary& c : made.classes)
            for (int i = 0; i < 20; ++i)
                c.images.push_back({.file = "/a/folder/of/images/" + c.name + "/" + std::to_string(i), .index = -1});
        return made;
    }();
    return data;
}

const std::vector<MethodResult>& results() {
    static const std::vector<MethodResult> results = test::long_tail_results(data(), 3);
    return results;
}

#define EXPECT_QUICK(...)                                                                                              \
    do {                                                                                                               \
        const double ms = test::best_milliseconds([&] { __VA_ARGS__; });                                               \
        std::printf("%7.2f ms  %s\n", ms, #__VA_ARGS__);                                                               \
        EXPECT_LT(ms, test::call_limit_ms) << #__VA_ARGS__;                                                            \
    } while (false)

TEST(ManyClasses, TheHistogram) {
    ClassHistogram view;
    test::show(view, {1200, 700});
    EXPECT_QUICK(view.show_summary(data(), {}));
    for (bool log : {false, true}) {
        view.set_log_axis(log);
        EXPECT_QUICK(view.plot()->replot());
    }
    EXPECT_QUICK(view.select_class(17), QCoreApplication::processEvents());
    EXPECT_QUICK(test::hover(*view.plot(), view.plot()->axisRect()->center()));
    EXPECT_QUICK(view.set_threshold(30), QCoreApplication::processEvents());
}

TEST(ManyClasses, TheClassTable) {
    DataPanel panel;
    test::show(panel, {320, 600});
    EXPECT_QUICK(panel.show_summary(data(), {}));
    EXPECT_QUICK(panel.select_class(panel.selected_class() == 17 ? 7999 : 17), QCoreApplication::processEvents());
    EXPECT_QUICK(panel.set_search(panel.shown_order().size() == classes ? "crab 3" : ""),
                 QCoreApplication::processEvents());
}

TEST(ManyClasses, TheClassPanel) {
    ClassPanel panel;
    test::show(panel, {320, 600});
    EXPECT_QUICK(panel.show_results(results()));
    EXPECT_QUICK(panel.show_class(data(), {}, 17), QCoreApplication::processEvents());
}

TEST(ManyClasses, TheResultsTable) {
    ResultsTable table;
    test::show(table, {600, 400});
    EXPECT_QUICK(table.show_results(results(), {}), QCoreApplication::processEvents());
}

TEST(ManyClasses, TheGainPlot) {
    GainPlot view;
    test::show(view, {1200, 700});
    EXPECT_QUICK(view.show_results(results()));
    EXPECT_QUICK(view.plot()->replot());
    EXPECT_QUICK(view.set_all_methods(false), view.set_all_methods(true));
    EXPECT_QUICK(view.plot()->replot());
    EXPECT_QUICK(view.select_class(17), QCoreApplication::processEvents());
    EXPECT_QUICK(test::hover(*view.plot(), view.plot()->axisRect()->center()));
}

TEST(ManyClasses, TrajectoriesOfNineSteps) {
    Trajectories paths = test::long_tail_trajectories(data(), 7);
    for (ClassTrajectory& path : paths.classes) path.points.resize(9, path.points.back());
    TrajectoryPlot view;
    test::show(view, {1200, 700});
    EXPECT_QUICK(view.add_trajectories(paths));
    EXPECT_QUICK(view.plot()->replot());
    EXPECT_QUICK(view.select_class(17), view.plot()->replot());
    EXPECT_QUICK(view.select_class(view.selected_class() == 17 ? 18 : 17), QCoreApplication::processEvents());
    EXPECT_QUICK(test::hover(*view.plot(), view.plot()->axisRect()->center()));
    EXPECT_QUICK(test::click(*view.plot(), view.plot()->axisRect()->center()));
    EXPECT_QUICK(QTest::keyClick(&view, Qt::Key_Right));
}

TEST(ManyClasses, StagesOfAHundredSeeds) {
    RunPlan plan;
    for (int seed = 0; seed < 100; ++seed)
        for (int stage = 0; stage < 10; ++stage)
            plan.stages.push_back("Seed " + std::to_string(seed) + " / Stage " + std::to_string(stage));
    StageList list;
    test::show(list, {800, 400});
    EXPECT_QUICK(list.show_plan(plan));
    EXPECT_QUICK(for (const std::string& name : plan.stages) list.start({.stage = name, .unit = "steps", .total = 9}));
    EXPECT_QUICK(for (const std::string& name : plan.stages) list.finish({.stage = name, .seconds = 1, .note = ""}));
    EXPECT_EQ(list.done_count(), 1000);
}

TEST(ManyClasses, SevenThousandLosses) {
    const std::vector<LossPoint> points = test::block_losses(6, 1000);
    LossPlot view;
    test::show(view, {1000, 600});
    EXPECT_QUICK(view.show_losses(points));
    EXPECT_QUICK(view.plot()->replot());
}

} // namespace
} // namespace whydah
