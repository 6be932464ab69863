#include "bench_gui/bench_gui.h"
#include "widgets/long_tail_records.h"
#include "widgets/plot.h"
#include "widgets/plot_style.h"
#include "widgets/trajectory_plot.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>

#include <cmath>
#include <cstdio>

namespace whydah::bench {
namespace {

/// A mouse move as the window system sends it, with the button held.
void move(QWidget& plot, const QPointF& at) {
    QMouseEvent event(QEvent::MouseMove, at, plot.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&plot, &event);
}

} // namespace

void time_panning(int points) {
    const RunRecord probe = test::long_tail_run(1000, 300, 1);
    std::size_t of_thousand = 0;
    for (const ClassTrajectory& path : test::long_tail_trajectories(probe.dataset, 7).classes)
        of_thousand += path.points.size();
    const int classes = static_cast<int>(1000.0 * points / static_cast<double>(of_thousand)) + 1;
    const RunRecord run = test::long_tail_run(classes, 300, 1);
    const Trajectories paths = test::long_tail_trajectories(run.dataset, 7);
    std::size_t shown = 0;
    for (const ClassTrajectory& path : paths.classes) shown += path.points.size();
    TrajectoryPlot view;
    view.resize(900, 700);
    view.show_trajectories({paths});
    view.show();
    QTest::qWait(500);
    QWidget& plot = *view.plot();
    const QPointF middle(plot.width() / 2.0, plot.height() / 2.0);
    QTest::mousePress(&plot, Qt::LeftButton, {}, middle.toPoint());
    std::vector<double> frames;
    const double before = view.plot()->xAxis->range().lower;
    double farthest = 0;
    for (int i = 1; i <= 120; ++i) {
        QElapsedTimer clock;
        clock.start();
        move(plot, middle + QPointF(100.0 * (i % 40 < 20 ? i % 20 : 20 - i % 20) / 20, i % 7));
        for (int round = 0; round < 3; ++round) QCoreApplication::processEvents();
        frames.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        farthest = std::max(farthest, std::abs(view.plot()->xAxis->range().lower - before));
    }
    if (farthest == 0) std::printf("panning           the plot did not move: the figure says nothing\n");
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, middle.toPoint());
    std::printf("panning           %zu points of %d classes: median %.1f ms a frame = %.0f frames/s, p99 %.1f ms\n", shown,
                classes, quantile(frames, 0.5), 1000 / quantile(frames, 0.5), quantile(frames, 0.99));
    std::fflush(stdout);
}

} // namespace whydah::bench
