#include "app/view_tabs.h"
#include "app/workbench.h"
#include "bench_gui/bench_gui.h"
#include "widgets/long_tail_records.h"

#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

namespace whydah::bench {

void time_selecting(int classes) {
    RunRecord run = test::long_tail_run(classes, 300, 1);
    run.trajectories = {test::long_tail_trajectories(run.dataset, 7)};
    Workbench bench;
    bench.show_run(run);
    bench.resize(1280, 800);
    bench.show();
    QTest::qWait(500);
    for (const QString& view : bench.views()->view_names()) {
        bench.views()->show_view(view);
        QTest::qWait(200);
        std::vector<double> times;
        for (int i = 1; i <= 50; ++i) {
            QElapsedTimer clock;
            clock.start();
            bench.selection().select(i * 37 % classes);
            for (int round = 0; round < 3; ++round) QCoreApplication::processEvents(); // queued replots, painting
            times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        std::printf("selection         %d classes, %-12s in front: median %5.1f ms, longest of 50 %5.1f ms\n", classes,
                    qUtf8Printable(view), quantile(times, 0.5), quantile(times, 1));
        std::fflush(stdout);
    }
}

} // namespace whydah::bench
