#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/start_page.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "widgets/distribution_view.h"
#include "widgets/data_panel.h"
#include "widgets/dropped_path.h"
#include "widgets/duration_text.h"
#include "widgets/error_strip.h"
#include "widgets/log_view.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/queue_view.h"
#include "widgets/problem_list.h"
#include "widgets/run_status.h"

#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace whydah {

MainWindow::MainWindow(CoreLoader core, const QString& program)
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
      queue_(core),
      library_(core),
      projections_(core, workbench_->trajectory_plot()),
      dynamics_export_(core, workbench_->dynamics(), [this] { return projections_.full(); }),
      hover_pictures_(core),
      comparisons_(core, workbench_->compare()),
      carving_(core, workbench_->distribution()->carving(), [this] { return workbench_->form()->options(); }),
      images_(core, workbench_->images(), workbench_->data_panel()->problems(), workbench_->data_panel()->duplicates()),
      pictures_(program) {
    setWindowTitle(QStringLiteral("Whydah"));
    setAcceptDrops(true);
    pages_->addWidget(start_);
    pages_->addWidget(workbench_);
    auto* middle = new QWidget(this);
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(errors_);
    layout->addWidget(pages_, 1);
    layout->addWidget(status_);
    setCentralWidget(middle);
    actions_->fill_views(workbench_->views()->view_names());
    name_help_pages();
    connect_actions();
    connect_doors();
    connect_opener();
    connect_session();
    connect_queue();
    connect_runs();
    connect_workbench();
    connect_dynamics();
    connect_comparisons();
    connect_carving();
    connect_images();
    connect_reports();
    connect_layout();
    own_.shown(workbench_->form()->options());
    for (QLineEdit* line : findChildren<QLineEdit*>()) line->installEventFilter(this);
    refresh_recent();
    show_state();
    resize(1280, 800);
    installEventFilter(this); // for the first painting
}

bool MainWindow::shows_start_page() const { return pages_->currentWidget() == start_; }

void MainWindow::show_opened(Opened& opened) {
    using Kind = Opened::Kind;
    const bool of_shown_data = opened.kind == Kind::again || opened.kind == Kind::images;
    if (session_.busy() && of_shown_data) return; // the run tells of its data itself
    if (opened.kind == Kind::images) return show_images(opened);
    followed_ = 0; // the user looks at something else now
    if (opened.kind != Kind::again) {
        // What was edited while it was being opened is not to be lost.
        ExperimentOptions options = opened.options;
        carry_changes(form_at_opening_, workbench_->form()->options(), options);
        options.data.data = opened.options.data.data;
        workbench_->form()->set_options(options);
        own_.shown(options);
        comparisons_.set_rule(options.run.band_rule());
        if (!have_same_data(options, opened.options)) opener_.open_soon(options, Kind::again);
        pages_->setCurrentWidget(workbench_);
    }
    if (opened.run) {
        show_opened_run(opened);
    } else {
        if (opened.dataset.source != workbench_->dataset().source) session_.show({}), comparisons_.set_current({});
        workbench_->show_dataset(std::move(opened.dataset), session_.record());
        if (opened.kind != Kind::again) {
            workbench_->views()->show_view(tr("Distribution"));
            remember();
        }
    }
    show_dataset_facts();
    const bool partial = opened.run && session_.record().state != RunState::completed;
    show_idle(partial ? tr("Ready · this run did not come to its end: what it had finished is shown") : tr("Ready"));
    show_state();
    Q_EMIT this->opened();
}

void MainWindow::show_opened_run(Opened& opened) {
    const ExperimentOptions options = opened.options;
    session_.show(std::move(*opened.run));
    workbench_->show_run(session_.record());
    comparisons_.set_current(QString::fromStdString(session_.record().options.run.out));
    workbench_->views()->show_view(tr("Accuracy"));
    RecentDatasets::add_run(opened.path);
    refresh_recent();
    if (!opener_.opening()) opener_.find_images(options); // a run's folder has none
}

void MainWindow::show_images(Opened& opened) {
    const QString source = QString::fromStdString(opened.options.data.data);
    QString why;
    if (opened.missing)
        why = QString::fromStdString(opened.missing->problem());
    else if (!workbench_->take_images(std::move(opened.dataset), session_.record()))
        why = tr("its classes are others now");
    if (!why.isEmpty())
        workbench_->log()->append(
            {.level = LogLine::Level::warning, .text = tr("no pictures from %1: %2").arg(source, why).toStdString()});
    show_dataset_facts();
    show_state();
}

void MainWindow::show_failure(const Error& error) {
    errors_->show_error(error);
    show_idle(tr("Not done: see above"));
    show_state();
    const QString option = QString::fromStdString(error.where());
    if (option.startsWith(QStringLiteral("option --")) && !shows_start_page())
        workbench_->form()->reveal(option.mid(9).section(u' ', 0, 0).replace(u'-', u'_'));
    Q_EMIT failed();
}

void MainWindow::end_run() {
    const RunRecord& record = session_.record();
    workbench_->end_run(record);
    const QString out = QString::fromStdString(record.options.run.out), folder = QDir::toNativeSeparators(out);
    if (record.state != RunState::failed || !record.results.empty()) RecentDatasets::add_run(out);
    refresh_recent();
    show_state();
    if (!record.results.empty()) comparisons_.set_current(out);
    if (record.state == RunState::completed) {
        show_idle(tr("Completed in %1 · kept in %2").arg(duration_text(record.seconds), folder));
        if (workbench_->views()->front_view() == tr("Training")) workbench_->views()->show_view(tr("Accuracy"));
        if (pictures_.can_draw()) pictures_.draw(out, out);
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
    status_->show_progress(text, progress_.share(), progress_.seconds_left(), session_.time_left().seconds());
    show_run_facts();
}

void MainWindow::show_idle(const QString& text) {
    if (session_.busy()) return show_progress({});
    said_.start();
    status_->show_idle(text);
}

void MainWindow::show_dataset_facts() {
    const DatasetSummary& dataset = workbench_->dataset();
    images_.show_dataset(workbench_->shared_dataset());
    QStringList facts{count_text(static_cast<std::int64_t>(dataset.classes.size())) + tr(" classes"),
                      count_text(dataset.train()) + tr(" train")};
    if (dataset.imbalance() > 0) facts << tr("imbalance %1").arg(dataset.imbalance(), 0, 'g', 4);
    const QString name = QString::fromStdString(dataset.name);
    actions_->show_header(name, facts.join(QStringLiteral(" · ")));
    setWindowTitle(name + QStringLiteral(" – Whydah"));
    show_counts();
}

void MainWindow::show_state() {
    const DatasetSummary& dataset = workbench_->dataset();
    const OptionsForm& form = *workbench_->form();
    const QString why = dataset.classes.empty()                      ? tr("Open a data set first")
                        : opener_.opening_other()                    ? tr("Being opened")
                        : !form.is_valid()                           ? tr("Mend the marked options first")
                        : form.options().data.data != dataset.source ? tr("The data set of the form is not open")
                                                                     : QString();
    const JobRunner::State state = session_.busy() ? session_.state() : queue_.state();
    workbench_->queue()->allow_add(why.isEmpty(), why);
    actions_->show_state(state, why.isEmpty(), why, !session_.record().results.empty() && !session_.busy());
    actions_->save_report->setEnabled(!report_order().runs.isEmpty());
    if (opener_.opening()) actions_->allow_stop();
    if (session_.busy()) show_progress({});
}

void MainWindow::show_counts() {
    const LogView& log = *workbench_->log();
    status_->show_counts(log.line_count(), log.warning_count(), workbench_->data_panel()->problems()->count());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    remember();
    keep_layout();
    if (!session_.busy() && !queue_.busy() && queue_.is_saved()) return QMainWindow::closeEvent(event);
    closing_ = true; // end_run() or close_once_done() closes; until then the window says what it waits for
    session_.stop();
    if (queue_.busy()) queue_.interrupt();
    event->ignore();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction(); // the drop says what is wrong with them
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    const QList<QUrl> urls = event->mimeData()->urls();
    if (const QString path = dropped_path(event->mimeData()); !path.isEmpty()) return open(path);
    const std::string first = urls.isEmpty() ? std::string() : urls.front().toString().toStdString();
    if (urls.size() > 1)
        return show_failure(Error({.what = std::to_string(urls.size()) + " things were dropped at once",
                                   .where = first + ", ...",
                                   .mend = "drop one: the folder that holds them all, or one file"}));
    show_failure(Error({.what = "what was dropped is not on this computer",
                        .where = first,
                        .mend = "download it first, and drop the file or folder"}));
}

/// Fields for text would take a file that is dropped on them as text; it is meant for the window. And the core is
/// loaded once the window is painted: loading holds the dynamic linker's lock, for which the window would wait.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == this) {
        if (event->type() != QEvent::Paint) return false;
        removeEventFilter(this);
        QTimer::singleShot(0, &opener_, &DatasetOpener::warm_up);
        return false;
    }
    if (event->type() == QEvent::DragEnter && static_cast<QDragEnterEvent*>(event)->mimeData()->hasUrls()) {
        event->ignore();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace whydah
