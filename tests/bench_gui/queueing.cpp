#include "app/main_window.h"
#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "bench_gui/bench_gui.h"
#include "gap_meter.h"
#include "support/temporary_folder.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"

#include <cstdio>

namespace whydah::bench {

void time_queueing() {
    const test::TemporaryFolder folder;
    ExperimentOptions options = core_api().read_options(sample_options_file());
    options.features.cache = (folder / "cache").string();
    options.classifier.methods = {"plain", "meta_model_net"};
    options.run.stage_cache = false;
    MainWindow window;
    window.set_workspace(QString::fromStdString((folder / "workspace").string()), false);
    window.resize(1280, 800);
    window.show();
    window.show_view(QStringLiteral("Queue"));
    RunQueue& queue = window.queue();
    if (!test::let_run_until([&] { return queue.is_loaded() && queue.is_saved(); }, 60'000)) {
        std::printf("queue             the workspace's queue is not read\n");
        return;
    }
    queue.set_held(true);
    std::int64_t last = 0;
    for (const double strength : {0.5, 1.0}) {
        options.meta.strength = strength;
        last = queue.add(options, "sample");
    }
    window.workbench().queue()->table()->select(queue.list().entries().front().id); // its stages and its log come, too
    test::let_run(500);
    const test::GapMeter meter;
    queue.set_held(false);
    test::let_run_until([&] { return is_over(queue.list().find(last)->state); }, 1'200'000);
    test::let_run(300);
    int completed = 0;
    for (const QueueEntry& entry : queue.list().entries()) completed += entry.state == QueueState::completed;
    std::printf(
        "queue             %d of 2 experiments completed, Queue in front: gaps of the event loop p99 %5.1f ms, longest "
        "%5.1f ms (%.1f ms on the clock), %zu of them\n",
        completed, meter.quantile(0.99), meter.longest(), meter.longest_wall(), meter.ticks());
    std::fflush(stdout);
}

} // namespace whydah::bench
