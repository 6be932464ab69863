#include "widgets/class_histogram.h"
#include "widgets/clicks.h"
#include "widgets/gain_plot.h"
#include "widgets/long_tail_records.h"
#include "widgets/loss_plot.h"
#include "widgets/plot_style.h"
#include "widgets/trajectory_plot.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace whydah {
namespace {

template <class View>
void expect_no_replot_out_of_sight(View& view, const std::function<void()>& change) {
    test::show(view);
    view.hide();
    QSignalSpy replots(view.plot(), &QCustomPlot::afterReplot);
    change();
    QTest::qWait(150); // the loss plot follows ten times a second
    EXPECT_EQ(replots.count(), 0);
    view.show();
    QTest::qWait(20);
    EXPECT_GE(replots.count(), 1) << "what changed is shown";
    EXPECT_LE(replots.count(), 4);
}

TEST(HiddenPlot, WaitsUntilItIsShown) {
    const RunRecord run = test::long_tail_run(30, 200, 1);
    ClassHistogram histogram;
    expect_no_replot_out_of_sight(histogram,
                                  [&] { histogram.show_summary(run.dataset, {}), histogram.select_class(3); });
    GainPlot gain;
    expect_no_replot_out_of_sight(gain, [&] { gain.show_results(run.results), gain.select_class(3); });
    TrajectoryPlot paths;
    expect_no_replot_out_of_sight(paths, [&] { paths.show_trajectories(run.trajectories), paths.select_class(3); });
    LossPlot losses;
    expect_no_replot_out_of_sight(losses, [&] {
        for (const LossPoint& point : run.losses) losses.append(point);
    });
}

TEST(HiddenPlot, ASelectionMadeOutOfSightIsThereWhenThePlotIsShown) {
    const RunRecord run = test::long_tail_run(30, 200, 1);
    ClassHistogram view;
    view.setPalette(light_palette());
    view.show_summary(run.dataset, {});
    test::show(view);
    view.select_class(3);
    QCoreApplication::processEvents();
    const QImage wanted = view.grab().toImage();
    view.select_class(-1);
    QCoreApplication::processEvents();
    EXPECT_NE(view.grab().toImage(), wanted);
    view.hide();
    view.select_class(3);
    view.show();
    QCoreApplication::processEvents();
    EXPECT_EQ(view.grab().toImage(), wanted);
}

} // namespace
} // namespace whydah
