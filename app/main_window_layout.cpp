#include "app/main_window.h"

#include "app/font_size.h"
#include "app/options_history.h"
#include "app/side_panel.h"
#include "app/start_page.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "widgets/distribution_view.h"
#include "widgets/options_form.h"
#include "widgets/run_status.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QStackedWidget>

namespace whydah {
namespace {

const QString window_key = QStringLiteral("layout/window"), panels_key = QStringLiteral("layout/panels");

} // namespace

void MainWindow::connect_layout() {
    const QList<QAction*> shown = actions_->fill_panels([this] {
        QStringList names;
        for (const SidePanel* panel : workbench_->panels()) names << panel->windowTitle();
        return names;
    }());
    const auto show_marks = [this, shown] {
        const bool here = !shows_start_page();
        for (int i = 0; i < shown.size(); ++i) {
            shown[i]->setEnabled(here);
            shown[i]->setChecked(!workbench_->panels()[static_cast<std::size_t>(i)]->isHidden());
        }
        actions_->reset_layout->setEnabled(here);
        status_->set_log_open(workbench_->is_log_open());
    };
    for (int i = 0; i < shown.size(); ++i)
        connect(shown[i], &QAction::triggered, this, [this, i, show_marks] {
            SidePanel* panel = workbench_->panels()[static_cast<std::size_t>(i)];
            panel->is_in_front() ? panel->hide() : panel->bring_to_front();
            show_marks();
        });
    const auto resize_text = [](double step) {
        return [step] { apply_font_size(step == 0 ? usual_font_size : QApplication::font().pointSizeF() + step, true); };
    };
    connect(actions_->larger, &QAction::triggered, this, resize_text(1));
    connect(actions_->smaller, &QAction::triggered, this, resize_text(-1));
    connect(actions_->usual_size, &QAction::triggered, this, resize_text(0));
    auto* history = new OptionsHistory(workbench_->form());
    actions_->fill_history({history->undo, history->redo});
    for (QWidget* view : {static_cast<QWidget*>(workbench_->form()), static_cast<QWidget*>(workbench_->distribution())})
        view->addActions({history->undo, history->redo});
    connect(actions_->reset_layout, &QAction::triggered, workbench_, &Workbench::reset_layout);
    connect(workbench_, &Workbench::panels_changed, this, show_marks);
    connect(pages_, &QStackedWidget::currentChanged, this, show_marks);
    show_marks();
}

bool MainWindow::restore_layout(bool with_window) {
    const QSettings settings;
    workbench_->set_panel_layout(settings.value(panels_key).toByteArray());
    return with_window && restoreGeometry(settings.value(window_key).toByteArray());
}

void MainWindow::keep_layout() const {
    QSettings settings;
    settings.setValue(window_key, saveGeometry());
    if (const QByteArray panels = workbench_->panel_layout(); !panels.isEmpty()) settings.setValue(panels_key, panels);
}

} // namespace whydah
