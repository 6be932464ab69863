#include "app/main_window.h"

#include "app/paper_presets.h"
#include "app/recent_datasets.h"
#include "app/start_page.h"
#include "app/window_actions.h"
#include "app/window_dialogs.h"
#include "app/workbench.h"
#include "app/workspace.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "widgets/run_status.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QStackedWidget>

#include <algorithm>
#include <functional>
#include <utility>

namespace whydah {
namespace {

bool is_within(const QString& path, const QString& folder) { return path.startsWith(folder + u'/'); }

/// The runs of the open workspace, if they were read; else those that were open last, those of the workspace first.
QList<StartRun> last_runs(const std::vector<RunEntry>& kept, const QList<Recent>& recent, const QString& workspace) {
    QList<StartRun> runs;
    std::vector<const RunEntry*> newest;
    for (const RunEntry& run : kept)
        if (!run.deleted && !run.missing) newest.push_back(&run);
    std::stable_sort(newest.begin(), newest.end(), [](const auto* a, const auto* b) { return a->started > b->started; });
    for (const RunEntry* run : newest) {
        const MethodAccuracy* ours = run->accuracy("meta_model_net");
        const QString dataset = QString::fromStdString(run->dataset);
        const QString result = ours ? StartPage::tr(" · MetaModelNet %1 %").arg(percent_text(ours->mean)) : QString();
        runs.append({QString::fromStdString(run->folder), QString::fromStdString(run->name), dataset + result});
    }
    if (!runs.isEmpty()) return runs;
    for (bool inside : {true, false})
        for (const Recent& known : recent)
            if (known.is_run && is_within(known.path, workspace) == inside) runs.append({known.path, {}, {}});
    return runs;
}

} // namespace

void MainWindow::connect_doors() {
    connect(start_, &StartPage::sample_asked, this, &MainWindow::open_sample);
    connect(start_, &StartPage::folder_asked, actions_->open_folder, &QAction::trigger);
    connect(start_, &StartPage::file_asked, actions_->open_file, &QAction::trigger);
    connect(start_, &StartPage::run_asked, this, [this] { show_view(tr("Runs")); });
    connect(start_, &StartPage::recent_asked, this, &MainWindow::open_recent);
    connect(start_, &StartPage::recent_removed, this, [this](const QString& path) {
        RecentDatasets::forget(path);
        refresh_recent();
    });
    connect(start_, &StartPage::workspace_asked, this, [this](const QString& folder) {
        set_workspace(folder, true);
        if (library_.workspace() == folder) show_view(tr("Runs"));
    });
    connect(start_, &StartPage::workspace_removed, this, [this](const QString& folder) {
        forget_workspace(folder);
        refresh_recent();
    });
    connect(start_, &StartPage::other_workspace_asked, actions_->workspace, &QAction::trigger);
    const auto with_data = [this](const QString& path, bool file, const std::function<void(const QString&)>& then) {
        const QString title = tr("Data set of the experiment");
        if (!path.isEmpty()) return then(path);
        file ? ask_file(this, title, then) : ask_folder(this, title, {}, then);
    };
    connect(start_, &StartPage::preset_asked, this,
            [this, with_data](const PresetRun& run, const QString& path, bool file) {
                with_data(path, file, [this, run](const QString& chosen) { open_preset(run, chosen); });
            });
    connect(start_, &StartPage::preset_runs_asked, this,
            [this, with_data](const std::vector<PresetRun>& runs, const QString& path, bool file) {
                with_data(path, file, [this, runs](const QString& chosen) { enqueue_preset(runs, chosen); });
            });
    connect(start_, &StartPage::help_asked, this, [this] { show_help_page(QStringLiteral("first-steps")); });
    connect(start_, &StartPage::back_asked, this, [this] { pages_->setCurrentWidget(workbench_); });
    connect(actions_->start_page, &QAction::triggered, this, &MainWindow::show_start_page);
    connect(status_, &RunStatus::log_asked, actions_->log, &QAction::trigger);
    connect(status_, &RunStatus::problems_asked, workbench_, &Workbench::open_problems);
}

void MainWindow::show_start_page() {
    refresh_recent();
    start_->show_open_data(QString::fromStdString(workbench_->dataset().name));
    pages_->setCurrentWidget(start_);
    start_->setFocus();
}

/// One that was chosen is not where it was; the usual one is made by its first run.
void MainWindow::tell_of_missing_workspace() {
    const QString folder = library_.workspace();
    if (!library_.is_read() || folder == usual_workspace()) return;
    start_->mark_failed(folder, library_.is_missing() ? tr("no such folder") : QString());
    if (!library_.is_missing()) return missing_workspace_.clear();
    if (std::exchange(missing_workspace_, folder) == folder) return;
    show_failure(Error({.what = "the workspace is not there",
                        .where = folder.toStdString(),
                        .mend = "connect the disk that it is on, or choose another one: File > Workspace; the next run "
                                "would make it anew"}));
}

/// The form is filled with the experiment, once its data is open.
void MainWindow::open_preset(const PresetRun& run, const QString& path) {
    if (refuse_while_running(path)) return;
    form_at_opening_ = workbench_->form()->options();
    opener_.open_data(preset_for_data(run, path, RecentDatasets::options_for(path)));
}

/// Those of a table that needs several. Each reads the data when its turn comes, so nothing that is shown changes.
void MainWindow::enqueue_preset(const std::vector<PresetRun>& runs, const QString& path) {
    const ExperimentOptions known = RecentDatasets::options_for(path);
    const std::string name = QFileInfo(QDir::cleanPath(path)).completeBaseName().toStdString();
    std::int64_t first = 0;
    for (const PresetRun& run : runs) {
        const std::int64_t id = queue_.add(preset_for_data(run, path, known), name + " " + run.name);
        if (first == 0) first = id;
    }
    show_view(tr("Queue"));
    workbench_->queue()->table()->select(first);
    show_idle(tr("Queued: %1").arg(count_text(static_cast<std::int64_t>(runs.size()), tr("experiment"))));
}

void MainWindow::refresh_recent() {
    const QList<Recent> recent = RecentDatasets::entries();
    actions_->show_recent(recent);
    start_->show_recent(recent);
    start_->show_runs(last_runs(library_.runs(), recent, library_.workspace()));
    start_->show_workspaces(library_.workspace(), recent_workspaces());
}

} // namespace whydah
