#include "app/main_window.h"

#include "app/process_memory.h"
#include "app/workbench.h"
#include "widgets/duration_text.h"
#include "widgets/loss_plot.h"
#include "widgets/number_text.h"
#include "widgets/stage_list.h"

#include <QSettings>

#include <algorithm>

namespace whydah {
namespace {

const QString span_key = QStringLiteral("training/average_over");

/// "device cpu, threads 2" of the log's second line; empty before it is there.
QString device_of(const RunRecord& record) {
    const auto line = std::find_if(record.log.begin(), record.log.end(),
                                   [](const LogLine& l) { return l.text.rfind("device ", 0) == 0; });
    return line == record.log.end() ? QString() : QString::fromStdString(line->text).section(u',', 0, 1);
}

} // namespace

/// Beside the title of the stages in the Training view, while what it shows goes on: time left of all seeds and stages,
/// memory, device.
void MainWindow::show_run_facts() {
    const bool own = session_.busy(), followed = !own && followed_ != 0 && followed_ == queue_.active_id();
    if (!own && !followed) return workbench_->stages()->show_facts({});
    const RunRecord& record = own ? session_.record() : queue_.record();
    const QString left = clock_text(own ? session_.time_left().seconds() : queue_.seconds_left());
    const ProcessMemory memory = process_memory();
    QStringList facts{tr("memory %1 MiB").arg(count_text(memory.now / (1024 * 1024)))};
    if (!left.isEmpty()) facts.prepend(tr("run %1 left").arg(left)); // else there is no ground to say yet
    if (const QString device = device_of(record); !device.isEmpty()) facts << device;
    workbench_->stages()->show_facts(facts.join(QStringLiteral(" · ")));
}

/// How far the losses are averaged stays as the user set it.
void MainWindow::recall_training_view() {
    LossPlot* losses = workbench_->loss_plot();
    losses->set_span(QSettings().value(span_key, losses->span()).toInt());
    connect(losses, &LossPlot::span_changed, this, [](int steps) { QSettings().setValue(span_key, steps); });
}

} // namespace whydah
