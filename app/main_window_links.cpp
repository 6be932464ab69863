#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/side_panel.h"
#include "app/start_page.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/window_dialogs.h"
#include "app/workbench.h"
#include "widgets/class_panel.h"
#include "widgets/compare_view.h"
#include "widgets/data_panel.h"
#include "widgets/distribution_view.h"
#include "widgets/error_strip.h"
#include "widgets/hover_card.h"
#include "widgets/log_view.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/projection_bar.h"
#include "widgets/run_status.h"
#include "widgets/thumbnail_strip.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>

namespace whydah {

void MainWindow::connect_actions() {
    const auto on = [this](QAction* action, auto&& then) { connect(action, &QAction::triggered, this, then); };
    const auto ask_data_folder = [this] { ask_folder(this, tr("Open a data set"), {}, [this](auto& p) { open(p); }); };
    const auto ask_data_file = [this] { ask_file(this, tr("Open a data set"), [this](auto& p) { open(p); }); };
    const auto ask_run = [this] {
        ask_folder(this, tr("Reopen a run"), session_.runs_folder(), [this](auto& p) { open(p); });
    };
    on(actions_->open_folder, ask_data_folder);
    on(actions_->open_file, ask_data_file);
    on(actions_->open_run, ask_run);
    on(actions_->compare_run, [this] { comparisons_.ask_runs(session_.runs_folder()); });
    on(actions_->open_sample, [this] { open_sample(); });
    on(actions_->open_options, [this] { ask_file(this, tr("Load options"), [this](auto& f) { open_options(f); }); });
    on(actions_->save_options, [this] { ask_options_file_to_save(this, [this](auto& f) { save_options_to(f); }); });
    on(actions_->save_pictures, [this] {
        const QString start = QString::fromStdString(session_.record().options.run.out);
        ask_folder(this, tr("Save pictures to"), start, [this](auto& folder) { save_pictures_to(folder); }, FolderUse::write);
    });
    on(actions_->export_lists, [this] {
        workbench_->views()->show_view(tr("Distribution"));
        workbench_->distribution()->show_page(DistributionView::Page::carving);
        carving_.ask_folder_to_export();
    });
    on(actions_->quit, [this] { close(); });
    on(actions_->run, [this] { run(); });
    on(actions_->run_one_seed, [this] { run_with(1); });
    on(actions_->run_three_seeds, [this] { run_with(3); });
    on(actions_->copy_command, [this] { QGuiApplication::clipboard()->setText(workbench_->form()->command()); });
    on(actions_->pause, [this] { pause_or_resume(); });
    on(actions_->stop, [this] { stop(); });
    on(actions_->search, [this] {
        workbench_->panels().front()->bring_to_front();
        workbench_->data_panel()->search()->setFocus();
    });
    on(actions_->find, [this] { show_palette(); });
    on(actions_->help, [this] { show_help(); });
    on(actions_->about, [this] { show_about(this); });
    connect(actions_, &WindowActions::recent_asked, this, &MainWindow::open_recent);
    connect(actions_, &WindowActions::recent_cleared, this, [this] { RecentDatasets::clear(), refresh_recent(); });
    connect(actions_, &WindowActions::view_asked, this, [this](const QString& name) {
        show_view(name);
        if (!shows_start_page() && name != tr("Runs") && name != tr("Queue")) workbench_->views()->focus_view(name);
    });
}

void MainWindow::connect_opener() {
    connect(&opener_, &DatasetOpener::started, this, [this](const QString& what) {
        errors_->clear();
        progress_.clear();
        status_->show_progress(tr("Opening %1").arg(what), -1, -1);
    });
    connect(&opener_, &DatasetOpener::reported, this, [this](const EventBatch& batch) {
        progress_.take(batch);
        status_->show_progress(tr("Opening · %1").arg(progress_.text()), progress_.share(), progress_.seconds_left());
    });
    connect(&opener_, &DatasetOpener::opened, this, &MainWindow::show_opened);
    connect(&opener_, &DatasetOpener::failed, this, [this](const Error& error) {
        start_->mark_failed(QString::fromStdString(error.where()), QString::fromStdString(error.problem()));
        show_failure(error);
    });
    connect(&opener_, &DatasetOpener::stopped, this, [this] { show_idle(tr("Stopped")); });
    connect(&opener_, &DatasetOpener::opening_changed, this, &MainWindow::show_state);
}

void MainWindow::connect_session() {
    connect(&session_, &RunSession::state_changed, this, &MainWindow::show_state);
    connect(&session_, &RunSession::started, this, [this] {
        errors_->clear();
        progress_.clear();
        followed_ = 0;
        workbench_->begin_run();
        comparisons_.set_current({});
        workbench_->views()->show_view(tr("Training"));
        show_progress({});
    });
    connect(&session_, &RunSession::reported, this, [this](const EventBatch& batch) {
        workbench_->take(batch, session_.record());
        show_progress(batch);
    });
    connect(&session_, &RunSession::ended, this, &MainWindow::end_run);
    connect(&session_, &RunSession::failed, this, [this](const Error& error) {
        closing_ = false; // the user is to see it
        end_run();
        show_failure(error);
    });
    connect(&saver_, &JobRunner::failed, this, &MainWindow::show_failure);
    connect(&pictures_, &PictureProcess::failed, this, &MainWindow::show_failure);
    connect(&pictures_, &PictureProcess::drawn, this, [this](int pictures, const QString& folder) {
        const QString own = QString::fromStdString(session_.record().options.run.out);
        if (folder != own) show_idle(tr("%1 kept in %2").arg(count_text(pictures, tr("picture")), folder));
    });
}

void MainWindow::connect_workbench() {
    connect(&thumbnails_, &ThumbnailLoader::loaded, workbench_->class_panel()->thumbnails(),
            &ThumbnailStrip::show_pixels);
    connect(workbench_->class_panel(), &ClassPanel::thumbnails_asked, this,
            [this](int, const std::vector<ImageRef>& images) {
                thumbnails_.load(images, static_cast<int>(ThumbnailStrip::side * devicePixelRatioF()));
            });
    connect(workbench_->form(), &OptionsForm::changed, this, &MainWindow::take_edit);
    connect(workbench_, &Workbench::log_changed, this, &MainWindow::show_counts);
    connect(workbench_, &Workbench::dataset_changed, this, &MainWindow::show_dataset_facts);
}

void MainWindow::connect_dynamics() {
    DynamicsView* view = workbench_->dynamics();
    view->set_projection_bar(projections_.bar());
    connect(view->bar(), &DynamicsBar::details_opened, projections_.bar(), &ProjectionBar::set_details_open);
    connect(&projections_, &ProjectionSession::failed, this, &MainWindow::show_failure);
    connect(view, &DynamicsView::page_changed, this, [this](DynamicsBar::Page page) {
        projections_.bar()->set_dimensions(page == DynamicsBar::Page::space ? 3 : 2);
    });
    connect(view, &DynamicsView::thumbnails_asked, this, [this](const std::vector<ImageRef>& images) {
        hover_pictures_.load(images, static_cast<int>(HoverCard::side * devicePixelRatioF()));
    });
    connect(&hover_pictures_, &ThumbnailLoader::loaded, view, &DynamicsView::show_pixels);
    connect(view, &DynamicsView::export_asked, this, [this] {
        dynamics_export_.set_protocol(QString::fromStdString(protocol_text(session_.record().protocol)));
    });
    dynamics_export_.name_files_by([this] {
        const QString run = QString::fromStdString(session_.record().options.run.out);
        return run.isEmpty() ? QString::fromStdString(workbench_->dataset().name) : QFileInfo(run).fileName();
    });
    connect(view, &DynamicsView::groups_asked, this, [this] {
        std::vector<std::string> names;
        for (const ClassSummary& of : workbench_->dataset().classes) names.push_back(of.name);
        dynamics_export_.set_class_names(std::move(names));
    });
    connect(&dynamics_export_, &DynamicsExport::groups_read, &workbench_->dynamics_facts(), &DynamicsFacts::set_groups);
    connect(&dynamics_export_, &DynamicsExport::failed, this, &MainWindow::show_failure);
    connect(&dynamics_export_, &DynamicsExport::written, this,
            [this](const QString& path) { show_idle(tr("Written: %1").arg(path)); });
}

void MainWindow::connect_carving() {
    connect(workbench_->form(), &OptionsForm::changed, &carving_, &CarvingSession::refresh);
    connect(this, &MainWindow::opened, &carving_, &CarvingSession::refresh);
    connect(&carving_, &CarvingSession::use_asked, workbench_->form(), &OptionsForm::edit);
    connect(&carving_, &CarvingSession::failed, this, &MainWindow::show_failure);
    connect(&carving_, &CarvingSession::written, this, &MainWindow::show_idle);
}

void MainWindow::connect_comparisons() {
    connect(workbench_->compare(), &CompareView::add_asked, actions_->compare_run, &QAction::trigger);
    connect(&comparisons_, &ComparisonSession::failed, this, &MainWindow::show_failure);
    connect(&comparisons_, &ComparisonSession::picture_kept, this,
            [this](const QString& file) { show_idle(tr("Picture kept in %1").arg(file)); });
    connect(&comparisons_, &ComparisonSession::runs_added, this, [this] {
        pages_->setCurrentWidget(workbench_);
        workbench_->views()->show_view(tr("Compare"));
    });
}

} // namespace whydah
