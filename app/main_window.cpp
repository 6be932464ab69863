#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/resource_folder.h"
#include "app/start_page.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/window_dialogs.h"
#include "app/workbench.h"
#include "widgets/class_panel.h"
#include "widgets/data_panel.h"
#include "widgets/duration_text.h"
#include "widgets/error_strip.h"
#include "widgets/figure_export.h"
#include "widgets/log_view.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/run_status.h"
#include "widgets/thumbnail_strip.h"

#include <QAction>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace whydah {

MainWindow::MainWindow(CoreLoader core)
    : core_(core),
      actions_(new WindowActions(this)),
      errors_(new ErrorStrip(this)),
      pages_(new QStackedWidget(this)),
      start_(new StartPage(this)),
      workbench_(new Workbench(this)),
      status_(new RunStatus(this)),
      opener_(core),
      thumbnails_(core),
      session_(core),
      projections_(core, workbench_->trajectory_plot()) {
    setWindowTitle(QStringLiteral("Whydah"));
    setAcceptDrops(true);
    pages_->addWidget(start_);
    pages_->addWidget(workbench_);
    auto* middle = new QWidget(this);
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0), layout->setSpacing(0);
    layout->addWidget(errors_);
    layout->addWidget(pages_, 1);
    layout->addWidget(status_);
    setCentralWidget(middle);
    actions_->fill_views(workbench_->views()->view_names());
    connect_actions();
    connect_jobs();
    connect_workbench();
    refresh_recent();
    show_state();
    resize(1280, 800);
    QTimer::singleShot(0, &opener_, &DatasetOpener::warm_up);
}

bool MainWindow::shows_start_page() const { return pages_->currentWidget() == start_; }

void MainWindow::connect_actions() {
    const auto on = [this](QAction* action, auto&& then) { connect(action, &QAction::triggered, this, then); };
    const auto open_it = [this](const QString& path) { open(path); };
    const auto from_folder = [=, this] { ask_folder(this, tr("Open a data set"), {}, open_it); };
    const auto from_file = [=, this] { ask_file(this, tr("Open a data set"), open_it); };
    const auto from_run = [=, this] { ask_folder(this, tr("Reopen a run"), RunSession::runs_folder(), open_it); };
    on(actions_->open_folder, from_folder);
    on(actions_->open_file, from_file);
    on(actions_->open_run, from_run);
    on(actions_->open_sample, [this] { open_sample(); });
    on(actions_->open_options,
       [this] { ask_file(this, tr("Load options"), [this](const QString& file) { open_options(file); }); });
    on(actions_->save_options,
       [this] { ask_options_file_to_save(this, [this](const QString& file) { save_options_to(file); }); });
    on(actions_->save_pictures, [this] {
        const QString start = QString::fromStdString(session_.record().options.run.out);
        ask_folder(this, tr("Save pictures to"), start, [this](const QString& folder) { save_pictures_to(folder); });
    });
    on(actions_->quit, [this] { close(); });
    on(actions_->run, [this] { run(); });
    on(actions_->run_one_seed, [this] { run_with(1); });
    on(actions_->run_three_seeds, [this] { run_with(3); });
    on(actions_->copy_command, [this] { QGuiApplication::clipboard()->setText(workbench_->form()->command()); });
    on(actions_->pause, [this] { pause_or_resume(); });
    on(actions_->stop, [this] { session_.stop(); });
    on(actions_->search, [this] { workbench_->data_panel()->search()->setFocus(); });
    on(actions_->log, [this](bool open) { workbench_->set_log_open(open), status_->set_log_open(open); });
    on(actions_->about, [this] { show_about(this); });
    connect(actions_, &WindowActions::path_asked, this, &MainWindow::open);
    connect(actions_, &WindowActions::recent_cleared, this, [this] { RecentDatasets::clear(), refresh_recent(); });
    connect(actions_, &WindowActions::view_asked, workbench_->views(), &ViewTabs::show_view);
    connect(start_, &StartPage::sample_asked, this, &MainWindow::open_sample);
    connect(start_, &StartPage::folder_asked, this, from_folder);
    connect(start_, &StartPage::file_asked, this, from_file);
    connect(start_, &StartPage::run_asked, this, from_run);
    connect(start_, &StartPage::path_asked, this, &MainWindow::open);
    connect(status_, &RunStatus::log_asked, actions_->log, &QAction::trigger);
    connect(status_, &RunStatus::problems_asked, workbench_, &Workbench::open_problems);
}

void MainWindow::connect_jobs() {
    connect(&opener_, &DatasetOpener::started, this, [this](const QString& what) {
        errors_->clear();
        if (!session_.busy()) status_->show_progress(tr("Opening %1").arg(what), -1, -1);
    });
    connect(&opener_, &DatasetOpener::opened, this, &MainWindow::show_opened);
    connect(&opener_, &DatasetOpener::failed, this, &MainWindow::show_failure);
    connect(&projections_, &ProjectionSession::failed, this, &MainWindow::show_failure);
    connect(&opener_, &DatasetOpener::stopped, this, [this] { show_idle(tr("Stopped")); });
    connect(&session_, &RunSession::state_changed, this, &MainWindow::show_state);
    connect(&session_, &RunSession::started, this, [this] {
        errors_->clear(), progress_.clear();
        workbench_->begin_run();
        workbench_->views()->show_view(tr("Training"));
    });
    connect(&session_, &RunSession::reported, this, [this](const EventBatch& batch) {
        workbench_->take(batch, session_.record());
        show_progress(batch);
    });
    connect(&session_, &RunSession::ended, this, &MainWindow::end_run);
    connect(&session_, &RunSession::failed, this, [this](const Error& error) {
        end_run();
        show_failure(error);
    });
    connect(&thumbnails_, &ThumbnailLoader::loaded, workbench_->class_panel()->thumbnails(),
            &ThumbnailStrip::show_pixels);
}

void MainWindow::connect_workbench() {
    connect(workbench_->class_panel(), &ClassPanel::thumbnails_asked, this,
            [this](int, const std::vector<ImageRef>& images) {
                const double ratio = devicePixelRatioF();
                thumbnails_.load(images, static_cast<int>(ThumbnailStrip::side * ratio));
            });
    connect(workbench_->form(), &OptionsForm::changed, this, [this](const QString&, const QString& group) {
        const OptionsForm& form = *workbench_->form();
        const bool same_data = group == u"Data" || group == u"Split";
        if (same_data && form.is_valid() && !form.options().data.data.empty()) opener_.open_soon(form.options());
        show_state();
    });
    connect(workbench_, &Workbench::log_changed, this, &MainWindow::show_counts);
}

void MainWindow::open(const QString& path) { opener_.open_path(path, workbench_->form()->options()); }
void MainWindow::open_options(const QString& file) { opener_.open_options_file(file); }

void MainWindow::open_sample() {
    try {
        open_options(QString::fromStdString(sample_options_file().string()));
    } catch (const Error& error) {
        show_failure(error);
    }
}

void MainWindow::run() {
    if (actions_->run->isEnabled()) session_.start(workbench_->form()->options(), workbench_->dataset().name);
}

void MainWindow::run_with(std::int64_t seeds) {
    workbench_->form()->edit(QStringLiteral("seeds"), QString::number(seeds));
    run();
}

void MainWindow::pause_or_resume() {
    session_.state() == JobRunner::State::running ? session_.pause() : session_.resume();
}

void MainWindow::save_options_to(const QString& file) {
    try {
        core_().write_file_safely(file.toStdString(), core_().options_to_json(workbench_->form()->options()));
        show_idle(tr("Options kept in %1").arg(file));
    } catch (const Error& error) {
        show_failure(error);
    }
}

void MainWindow::save_pictures_to(const QString& folder) {
    try {
        const auto files = write_figures(session_.record(), folder);
        show_idle(tr("%1 kept in %2").arg(count_text(static_cast<std::int64_t>(files.size()), tr("picture")), folder));
    } catch (const Error& error) {
        show_failure(error);
    }
}

void MainWindow::show_opened(const Opened& opened) {
    if (opened.is_new) {
        workbench_->form()->set_options(opened.options);
        RecentDatasets::add(QString::fromStdString(opened.run ? opened.options.run.out : opened.options.data.data));
        refresh_recent();
        pages_->setCurrentWidget(workbench_);
    }
    if (opened.run && !session_.busy()) {
        session_.show(*opened.run);
        workbench_->show_run(*opened.run);
        workbench_->views()->show_view(tr("Accuracy"));
    } else {
        workbench_->show_dataset(opened.dataset, opened.is_new && !session_.busy());
        if (opened.is_new) workbench_->views()->show_view(tr("Distribution"));
    }
    show_header();
    show_idle(tr("Ready"));
    show_state();
    show_counts();
    Q_EMIT this->opened();
}

void MainWindow::show_failure(const Error& error) {
    errors_->show_error(error);
    show_idle(tr("Not done: see above"));
    const QString option = QString::fromStdString(error.where());
    if (option.startsWith(QStringLiteral("option --")) && !shows_start_page())
        workbench_->form()->reveal(option.mid(9).section(u' ', 0, 0).replace(u'-', u'_'));
    Q_EMIT failed();
}

void MainWindow::end_run() {
    const RunRecord& record = session_.record();
    workbench_->end_run(record);
    const QString folder = QDir::toNativeSeparators(QString::fromStdString(record.options.run.out));
    RecentDatasets::add(is_run_folder(folder) ? folder : QString());
    refresh_recent();
    show_state();
    if (record.state == RunState::completed) {
        show_idle(tr("Completed in %1 · kept in %2").arg(duration_text(record.seconds), folder));
        workbench_->views()->show_view(tr("Accuracy"));
    } else {
        show_idle(tr("Stopped · what is finished is kept in %1").arg(folder));
    }
    show_counts();
    Q_EMIT run_ended();
    if (closing_) close();
}

void MainWindow::show_progress(const EventBatch& batch) {
    progress_.take(batch);
    const QString text = state_text(session_.state()) + progress_.text();
    status_->show_progress(text, progress_.share(), progress_.seconds_left());
}

void MainWindow::show_idle(const QString& text) {
    if (session_.busy()) return show_progress({});
    status_->show_idle(text);
}

void MainWindow::show_header() {
    const DatasetSummary& dataset = workbench_->dataset();
    QStringList facts{count_text(static_cast<std::int64_t>(dataset.classes.size())) + tr(" classes"),
                      count_text(dataset.train()) + tr(" train")};
    if (dataset.imbalance() > 0) facts << tr("imbalance %1").arg(dataset.imbalance(), 0, 'g', 4);
    const QString name = QString::fromStdString(dataset.name);
    actions_->show_header(name, facts.join(QStringLiteral(" · ")));
    setWindowTitle(name + QStringLiteral(" – Whydah"));
}

void MainWindow::show_state() {
    const bool has_data = !workbench_->dataset().classes.empty();
    const bool ready = has_data && workbench_->form()->is_valid();
    const QString why = has_data ? tr("Mend the marked options first") : tr("Open a data set first");
    actions_->show_state(session_.state(), ready, why, !session_.record().results.empty());
    if (session_.busy()) show_progress({});
}

void MainWindow::show_counts() {
    const LogView& log = *workbench_->log();
    status_->show_counts(log.line_count(), log.warning_count(), workbench_->dataset().problem_count);
}

void MainWindow::refresh_recent() {
    const QStringList paths = RecentDatasets::paths();
    actions_->show_recent(paths);
    start_->show_recent(paths);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!session_.busy()) return QMainWindow::closeEvent(event);
    closing_ = true; // end_run() closes; until then the window says what it waits for
    session_.stop();
    event->ignore();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    open(event->mimeData()->urls().front().toLocalFile());
}

} // namespace whydah
