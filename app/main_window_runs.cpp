#include "app/main_window.h"

#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/window_dialogs.h"
#include "app/workbench.h"
#include "app/workspace.h"
#include "widgets/number_text.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "widgets/runs_table.h"
#include "widgets/runs_view.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QStackedWidget>

namespace whydah {

void MainWindow::connect_runs() {
    RunsView* view = workbench_->runs();
    view->add_undo_actions(library_.undo()->createUndoAction(this, tr("Undo:")),
                           library_.undo()->createRedoAction(this, tr("Redo:")));
    actions_->fill_runs(view->menu_actions());
    connect(view, &RunsView::open_asked, this, &MainWindow::open);
    connect(view, &RunsView::compare_asked, this, &MainWindow::compare_kept_runs);
    connect(view, &RunsView::changes_asked, &library_, &RunLibrary::change);
    connect(view, &RunsView::undo_asked, library_.undo(), &QUndoStack::undo);
    connect(view, &RunsView::empty_trash_asked, this, [this](int runs) {
        ask_before(this, tr("Remove %1 for good?").arg(count_text(runs, tr("run"))),
                   tr("What is in the trash cannot be brought back afterwards."), tr("Remove"),
                   [this] { library_.empty_trash(); });
    });
    connect(&library_, &RunLibrary::changed, this,
            [this, view] {
        view->show_runs(library_.runs(), library_.is_read(), library_.workspace());
        if (shows_start_page()) refresh_recent();
    });
    connect(&library_, &RunLibrary::failed, this, [this](const Error& error) { show_failure(error); });
    connect(&library_, &RunLibrary::changed, this, &MainWindow::tell_of_missing_workspace);
    // What can be regretted stands there with its undo.
    connect(library_.undo(), &QUndoStack::indexChanged, this, [this, view] {
        const QString what = library_.undo()->undoText();
        view->show_done(what.isEmpty() ? QString() : tr("Done: %1").arg(what));
    });
    connect(view, &RunsView::seen, &library_, &RunLibrary::refresh);
    connect(this, &MainWindow::run_ended, &library_,
            [this] { list_run(QString::fromStdString(session_.record().options.run.out)); });
    connect(actions_->workspace, &QAction::triggered, this, [this] {
        ask_folder(this, tr("Workspace: the folder that runs are kept in"), library_.workspace(),
                   [this](const QString& folder) { set_workspace(folder, true); });
    });
    library_.watch(view);
    set_workspace(remembered_workspace(), false);
}

void MainWindow::list_run(const QString& folder) {
    const QString inside = QDir(library_.workspace()).relativeFilePath(folder);
    inside.startsWith(QStringLiteral("..")) || QDir::isAbsolutePath(inside) ? library_.add(folder) : library_.refresh();
}

void MainWindow::set_workspace(const QString& folder, bool remember) {
    if (queue_.busy())
        return show_failure(Error({.what = "the queue runs, and is kept in the workspace that is open",
                                   .where = folder.toStdString(),
                                   .mend = "stop the queued run or wait for its end, then choose the folder again"}));
    const QString whole = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (remember) remember_workspace(whole);
    session_.set_workspace(whole);
    library_.set_workspace(whole);
    queue_.set_workspace(whole);
    refresh_recent();
}

void MainWindow::compare_kept_runs(const QStringList& folders) {
    const auto compare = [this, folders] {
        comparisons_.clear();
        compare_with(folders);
        show_view(tr("Compare")); // also where all of them stand there already
    };
    if (!session_.record().results.empty() || session_.busy()) return compare();
    auto* once = new QObject(this); // the first one, whose classes the other views show
    connect(this, &MainWindow::opened, once, [once, compare] { once->deleteLater(), compare(); });
    connect(this, &MainWindow::failed, once, &QObject::deleteLater);
    open(folders.front());
}

void MainWindow::show_view(const QString& name) {
    const bool runs = name == tr("Runs"), queue = name == tr("Queue");
    if (runs || queue || !workbench_->dataset().classes.empty()) pages_->setCurrentWidget(workbench_);
    workbench_->views()->show_view(name);
    if (runs) workbench_->runs()->table()->setFocus();
    if (queue) workbench_->queue()->table()->setFocus();
}

} // namespace whydah
