#include "app/main_window.h"
#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "bench_gui/bench_gui.h"
#include "gap_meter.h"
#include "support/temporary_folder.h"

#include <QSignalSpy>
#include <QTest>

#include <cstdio>

namespace whydah::bench {

void time_training() {
    const test::TemporaryFolder folder;
    const std::string file = (folder / "options.json").string();
    ExperimentOptions options = core_api().read_options(sample_options_file());
    options.features.cache = (folder / "cache").string();
    options.classifier.methods = {"plain", "meta_model_net"};
    options.run.stage_cache = false;
    options.run.out = (folder / "run").string();
    core_api().write_file_safely(file, core_api().options_to_json(options));
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    QSignalSpy opened(&window, &MainWindow::opened), ended(&window, &MainWindow::run_ended);
    window.open(QString::fromStdString(file));
    if (!opened.wait(120'000)) {
        std::printf("training          the sample cannot be opened\n");
        return;
    }
    ViewTabs& views = *window.workbench().views();
    for (const QString& view : views.view_names()) {
        ended.clear();
        views.show_view(view);
        test::let_run(300);
        const test::GapMeter meter;
        window.run();
        views.show_view(view);
        if (!test::let_run_until([&] { return ended.count() > 0; }, 600'000)) break;
        test::let_run(300);
        std::printf(
            "training          %-12s in front: gaps of the event loop p99 %5.1f ms, longest %5.1f ms (%.1f ms on "
            "the clock), %zu of them\n",
            qUtf8Printable(view), meter.quantile(0.99), meter.longest(), meter.longest_wall(), meter.ticks());
        std::fflush(stdout);
    }
}

} // namespace whydah::bench
