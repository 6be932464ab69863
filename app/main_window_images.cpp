#include "app/main_window.h"

#include "app/window_actions.h"
#include "app/workbench.h"
#include "widgets/log_view.h"

#include <QAction>

namespace whydah {

void MainWindow::connect_images() {
    connect(workbench_, &Workbench::run_shown, this,
            [this](bool shown) { images_.show_run(shown ? session_.record() : RunRecord()); });
    ClassSelection& selection = workbench_->selection();
    connect(actions_->back, &QAction::triggered, &selection, &ClassSelection::go_back);
    connect(actions_->forward, &QAction::triggered, &selection, &ClassSelection::go_forward);
    connect(&selection, &ClassSelection::history_changed, this, [this, &selection] {
        actions_->back->setEnabled(selection.can_go_back());
        actions_->forward->setEnabled(selection.can_go_forward());
    });
    connect(&images_, &ImageSession::problems_changed, this, &MainWindow::show_counts);
    connect(&images_, &ImageSession::marks_failed, this, [this](const QString& why) {
        workbench_->log()->append(
            {.level = LogLine::Level::warning, .text = tr("no marks at images: %1").arg(why).toStdString()});
    });
}

} // namespace whydah
