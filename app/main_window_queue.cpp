#include "app/main_window.h"

#include "app/process_memory.h"
#include "app/recent_datasets.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "widgets/duration_text.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/queue_details.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "widgets/run_status.h"
#include "widgets/stage_list.h"

#include <QAction>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>
#include <map>
#include <utility>

namespace whydah {
namespace {

constexpr int message_milliseconds = 4000; ///< that a message stays before the queue's progress takes its place

QString mebibytes(std::int64_t bytes) { return count_text(bytes / (1024 * 1024)) + QStringLiteral(" MiB"); }

} // namespace

void MainWindow::connect_queue() {
    QueueView* view = workbench_->queue();
    actions_->fill_queue(view->menu_actions());
    connect(view, &QueueView::add_asked, this, &MainWindow::enqueue);
    connect(view, &QueueView::hold_asked, &queue_, &RunQueue::set_held);
    connect(view, &QueueView::pause_asked, &queue_, &RunQueue::pause);
    connect(view, &QueueView::resume_asked, &queue_, &RunQueue::resume);
    connect(view, &QueueView::stop_asked, &queue_, &RunQueue::stop);
    connect(view, &QueueView::move_asked, &queue_, &RunQueue::move);
    connect(view, &QueueView::proceed_asked, &queue_, &RunQueue::proceed);
    connect(view, &QueueView::remove_asked, &queue_, &RunQueue::remove);
    connect(view, &QueueView::clear_asked, &queue_, &RunQueue::clear_finished);
    connect(view, &QueueView::undo_asked, this, [this, view] {
        const std::vector<std::int64_t> back = queue_.put_back();
        if (!back.empty()) view->table()->select(back.front());
    });
    connect(view, &QueueView::current_changed, this, &MainWindow::show_queue_trace);
    connect(view, &QueueView::show_asked, this, &MainWindow::show_queued);
    connect(view, &QueueView::again_asked, this, [this](qint64 id) {
        const QueueEntry entry = *queue_.list().find(id);
        queue_.add(entry.options, entry.name);
    });
    connect(view, &QueueView::change_asked, this, [this](qint64 id) {
        const ExperimentOptions options = queue_.list().find(id)->options;
        if (refuse_while_running(QString::fromStdString(options.data.data))) return;
        form_at_opening_ = workbench_->form()->options();
        once_opened([this] {
            show_view(tr("Queue"));
            show_idle(tr("Its options are in the form: change them there, then add it to the queue (F7)"));
        });
        opener_.open_data(options);
    });
    connect(view->details(), &QueueDetails::place_changed, this,
            [this](qint64 id, const QString& device, int threads) {
                queue_.set_place(id, device.toStdString(), threads);
            });
    connect(&queue_, &RunQueue::changed, this, &MainWindow::show_queue);
    connect(&queue_, &RunQueue::began, this, [this](qint64 id) {
        if (workbench_->queue()->current() == id) show_queue_trace(id);
        show_queue_progress();
    });
    connect(&queue_, &RunQueue::reported, this, &MainWindow::take_queued);
    connect(&queue_, &RunQueue::ended, this, &MainWindow::end_queued);
    connect(&queue_, &RunQueue::failed, this, &MainWindow::show_failure);
    connect(&queue_, &RunQueue::trace_read, this, [this] { show_queue_trace(workbench_->queue()->current()); });
    connect(&queue_, &RunQueue::saved, this, &MainWindow::close_once_done);
    connect(&session_, &RunSession::state_changed, this, [this] { queue_.set_blocked(session_.busy()); });
    auto* look = new QTimer(this); // memory, and the state of what reports nothing for a while
    look->setInterval(1000);
    connect(look, &QTimer::timeout, this, [this] {
        if (queue_.busy()) show_queue_progress();
        show_run_facts();
    });
    look->start();
    recall_training_view();
    show_queue();
}

void MainWindow::enqueue() {
    if (!workbench_->queue()->add->isEnabled()) return;
    remember();
    const std::int64_t id = queue_.add(workbench_->form()->options(), workbench_->dataset().name);
    workbench_->queue()->table()->select(id);
    show_idle(tr("Queued · %1").arg(QString::fromStdString(title_of(*queue_.list().find(id)))));
}

/// Something runs already: this one can come after it.
void MainWindow::offer_to_queue() {
    auto* box = new QMessageBox(QMessageBox::Question, {}, tr("An experiment runs already"), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("offer_to_queue"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("This one can be queued: it begins by itself when the machine is free."));
    QPushButton* yes = box->addButton(tr("Add to the queue"), QMessageBox::AcceptRole);
    box->setDefaultButton(yes);
    connect(box, &QMessageBox::buttonClicked, this, [this, yes](QAbstractButton* clicked) {
        if (clicked == static_cast<QAbstractButton*>(yes)) enqueue();
    });
    box->open();
}

void MainWindow::show_queue() {
    QStringList notes;
    if (!queue_.is_kept())
        notes << tr("Another Whydah keeps the queue of this workspace: what is added here runs, but is forgotten when "
                    "this window closes.");
    if (queue_.held() && queue_.list().next()) notes << tr("The queue is held: Start the queue lets it go on.");
    if (session_.busy() && queue_.list().next()) notes << tr("It waits for the run of the window.");
    workbench_->queue()->show_removed(queue_.removed());
    workbench_->queue()->show_queue(queue_.list().entries(), queue_.held(), notes.join(u' '));
    show_queue_progress();
    show_state();
    if (closing_) QTimer::singleShot(0, this, &MainWindow::close_once_done); // an error that comes first keeps it open
}

void MainWindow::show_queue_trace(qint64 id) {
    const bool active = id != 0 && id == queue_.active_id();
    using Started = std::optional<StageStarted>;
    using Progress = std::optional<StageProgress>;
    workbench_->queue()->details()->show_trace(id == 0 ? nullptr : queue_.trace(id),
                                               active ? queue_.stage() : Started(),
                                               active ? queue_.stage_progress() : Progress());
}

void MainWindow::show_queue_progress() {
    const QueueEntry* active = queue_.list().active();
    QueueView& view = *workbench_->queue();
    std::map<std::int64_t, double> expected;
    for (const QueueEntry& entry : queue_.list().entries())
        if (const double one = queue_.seconds_of(entry); one >= 0 && entry.state == QueueState::queued)
            expected[entry.id] = one;
    view.table()->queue()->show_expected(std::move(expected));
    if (!active) return view.show_time_left({});
    const auto left_text = [](double seconds) {
        const QString text = clock_text(seconds);
        return text.isEmpty() ? QString() : tr("%1 left").arg(text); // no ground to say
    };
    const RunProgress& progress = queue_.progress();
    const QString left = left_text(queue_.seconds_left());
    view.table()->queue()->show_progress(progress.text(), progress.share(),
                                         left.isEmpty() ? tr("%1 so far").arg(clock_text(queue_.seconds())) : left,
                                         progress.shorter());
    view.show_time_left(left_text(queue_.all_seconds_left()));
    if (view.current() == active->id) {
        const ProcessMemory memory = process_memory();
        view.details()->show_running(tr("%1 now, %2 at most").arg(mebibytes(memory.now), mebibytes(memory.peak)),
                                     queue_.seconds());
    }
    const bool told = said_.isValid() && said_.elapsed() < message_milliseconds;
    if (session_.busy() || opener_.opening() || told) return;
    const auto& entries = queue_.list().entries();
    const auto waiting = std::count_if(entries.begin(), entries.end(),
                                       [](const QueueEntry& e) { return e.state == QueueState::queued; });
    const QString more = waiting > 0 ? tr(" (%1 waiting)").arg(count_text(waiting)) : QString();
    status_->show_progress(
        tr("Queue · %1%2 · %3%4")
            .arg(QString::fromStdString(title_of(*active)), more, state_text(queue_.state()), progress.text()),
        progress.share(), progress.seconds_left(), queue_.seconds_left());
}

void MainWindow::take_queued(qint64 id, const EventBatch& batch) {
    if (followed_ == id) {
        session_.follow(batch);
        workbench_->take(batch, session_.record());
    }
    QueueView& view = *workbench_->queue();
    if (view.current() == id) {
        view.details()->show_entry(queue_.list().find(id));
        view.details()->take(batch.events);
    }
    show_queue_progress();
}

/// The views go over to the run that goes on, and stay with it until something else is opened or run.
void MainWindow::show_queued(qint64 id) {
    const QueueEntry* entry = queue_.list().find(id);
    if (!entry) return;
    if (id != queue_.active_id()) return open(QString::fromStdString(entry->folder));
    const ExperimentOptions options = entry->options;
    if (options.data.data != workbench_->dataset().source) {
        workbench_->form()->set_options(options);
        own_.shown(options);
    }
    followed_ = id;
    opener_.stop();
    session_.show(queue_.record());
    comparisons_.set_current({});
    if (session_.record().dataset.classes.empty())
        workbench_->begin_run(); // it tells of its data in a moment
    else
        workbench_->show_run(session_.record());
    if (queue_.stage()) workbench_->stages()->start(*queue_.stage());
    pages_->setCurrentWidget(workbench_);
    workbench_->views()->show_view(tr("Training"));
    show_dataset_facts();
    show_state();
    opener_.find_images(options);
}

void MainWindow::end_queued(qint64 id) {
    const RunRecord& record = queue_.record();
    const QueueEntry entry = *queue_.list().find(id);
    const QString out = QString::fromStdString(record.options.run.out), folder = QDir::toNativeSeparators(out);
    if (std::exchange(followed_, followed_ == id ? 0 : followed_) == id) {
        session_.show(record);
        workbench_->end_run(session_.record());
        if (!record.results.empty()) comparisons_.set_current(out);
        if (record.state == RunState::completed && workbench_->views()->front_view() == tr("Training"))
            workbench_->views()->show_view(tr("Accuracy"));
    }
    if (workbench_->queue()->current() == id) show_queue_trace(id);
    if (!out.isEmpty() && (record.state != RunState::failed || !record.results.empty())) RecentDatasets::add_run(out);
    refresh_recent();
    if (!out.isEmpty()) list_run(out);
    if (record.state == RunState::completed && pictures_.can_draw()) pictures_.draw(out, out);
    show_idle(tr("%1: %2 · kept in %3")
                  .arg(QString::fromStdString(title_of(entry)), QLatin1String(queue_state_name(entry.state)), folder));
}

void MainWindow::close_once_done() {
    if (closing_ && !session_.busy() && !queue_.busy() && queue_.is_saved()) close();
}

} // namespace whydah
