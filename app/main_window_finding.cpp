#include "app/main_window.h"

#include "app/palette_entries.h"
#include "app/recent_datasets.h"
#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "records/error.h"
#include "widgets/command_palette.h"
#include "widgets/compare_view.h"
#include "widgets/data_panel.h"
#include "widgets/distribution_view.h"
#include "widgets/dynamics_view.h"
#include "widgets/gain_plot.h"
#include "widgets/help_window.h"
#include "widgets/loss_plot.h"
#include "widgets/images_view.h"
#include "widgets/options_form.h"
#include "widgets/protocol_view.h"
#include "widgets/queue_view.h"
#include "widgets/results_table.h"
#include "widgets/runs_view.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>

#include <iterator>
#include <utility>

namespace whydah {

namespace {

QString help_folder() {
    try {
        return QString::fromStdString((resource_folder() / "help").string());
    } catch (const Error&) {
        return QStringLiteral("resources/help"); // the help window says what is missing
    }
}

} // namespace

void MainWindow::name_help_pages() {
    const std::pair<QWidget*, const char*> pages[] = {
        {workbench_->data_panel(), "data-formats"}, {workbench_->distribution(), "distribution"},
        {workbench_->loss_plot()->parentWidget(), "method"}, {workbench_->gain_plot(), "statistics"},
        {workbench_->dynamics(), "dynamics"},       {workbench_->compare(), "compare"},
        {workbench_->protocol(), "run-files"},      {workbench_->runs(), "runs"},
        {workbench_->queue(), "queue"},             {workbench_->images(), "images"},
        {workbench_->form(), "options"},            {workbench_->results(), "methods"}};
    for (const auto& [widget, page] : pages) set_help_page(widget, QLatin1String(page));
}

// The page of what has the focus, else of the view in front.
void MainWindow::show_help() {
    QString page = help_page_of(QApplication::focusWidget());
    if (page.isEmpty() && !shows_start_page()) page = help_page_of(workbench_->views()->front_widget());
    show_help_page(page.isEmpty() ? QStringLiteral("first-steps") : page);
}

void MainWindow::show_help_page(const QString& page) {
    if (!help_) {
        help_ = new HelpWindow(help_folder(), this);
        help_->move(frameGeometry().center() - help_->rect().center());
    }
    help_->open_page(page);
}

void MainWindow::show_palette() {
    std::vector<PaletteEntry> entries = menu_entries(*menuBar(), actions_->recent);
    const auto add = [&entries](std::vector<PaletteEntry> more) {
        entries.insert(entries.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    if (!shows_start_page())
        add(class_entries(workbench_->dataset(), [this](int label) { workbench_->selection().select(label); }));
    add(recent_entries(RecentDatasets::entries(),
                       [this](const Recent& recent) { open_recent(recent.path, recent.is_run); }));
    if (!palette_) palette_ = new CommandPalette(this);
    palette_->open(std::move(entries));
}

} // namespace whydah
