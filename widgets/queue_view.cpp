#include "widgets/queue_view.h"

#include "widgets/flow_row.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/queue_details.h"
#include "widgets/queue_table.h"
#include "widgets/undo_strip.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace whydah {

QueueView::QueueView(QWidget* parent)
    : QWidget(parent),
      table_(new QueueTable(this)),
      totals_(muted_label({}, this)),
      note_(muted_label({}, this)),
      details_(new QueueDetails(this)) {
    make_actions();
    auto* buttons = new FlowRow;
    for (QAction* action : {add, hold, pause, stop, up, down, proceed, show_run, clear}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        buttons->add({button});
    }
    addActions(menu_actions());
    totals_->setFont(small_font(totals_));
    note_->setWordWrap(true);
    connect(table_, &QTableView::customContextMenuRequested, this, &QueueView::show_menu);
    connect(table_, &QTableView::activated, show_run, &QAction::trigger);
    connect(table_, &QueueTable::selection_changed, this, &QueueView::show_selection);
    connect(table_->queue(), &QueueTableModel::move_asked, this, &QueueView::move_asked);
    auto* top = new QWidget(this);
    auto* list = new QVBoxLayout(top);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(4);
    list->addLayout(buttons);
    list->addWidget(note_);
    list->addWidget(table_, 1);
    list->addWidget(totals_);
    done_ = new UndoStrip(undo, this);
    list->addWidget(done_);
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(top);
    both->addWidget(details_);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(8);
    both->setStretchFactor(0, 1);
    both->setStretchFactor(1, 1);
    both->setSizes({320, 300});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(both);
    show_queue({}, false, {});
    show_removed(0);
    allow_add(false, tr("Open a data set first"));
}

void QueueView::make_actions() {
    const auto make = [this](const QString& text, const QKeySequence& keys, const QString& tip, auto&& then) {
        auto* action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        const QString key = keys.toString(QKeySequence::NativeText);
        action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
        connect(action, &QAction::triggered, this, then);
        return action;
    };
    const auto on_one = [this](auto signal) {
        return [this, signal] {
            if (const QueueEntry* one = selected_one()) Q_EMIT(this->*signal)(one->id);
        };
    };
    add = make(tr("&Add to the queue"), tr("F7"), tr("Queue the experiment of the form, all its seeds as one entry"),
               [this] { Q_EMIT add_asked(); });
    add->setShortcutContext(Qt::WindowShortcut); // from every view
    hold = make(tr("&Hold"), {}, tr("Begin no other experiment"), [this] { Q_EMIT hold_asked(!held_); });
    pause = make(tr("&Pause"), tr("Ctrl+Space"), tr("Pause the experiment that runs, or let it go on"), [this] {
        const auto& entries = table_->queue()->entries();
        const bool waits = std::any_of(entries.begin(), entries.end(), [](const auto& e) {
            return e.state == QueueState::paused || e.state == QueueState::pausing;
        });
        waits ? Q_EMIT resume_asked() : Q_EMIT pause_asked();
    });
    stop = make(tr("S&top"), {}, tr("Stop the experiment that runs; what is finished is kept, and the next one begins"),
                [this] { Q_EMIT stop_asked(); });
    up = make(tr("&Up"), tr("Ctrl+Up"), tr("Let it run earlier"), [this] { step(-1); });
    down = make(tr("Do&wn"), tr("Ctrl+Down"), tr("Let it run later"), [this] { step(2); });
    proceed =
        make(tr("&Continue"), {}, tr("Take it up again where it ended: what is in the cache is not computed again"),
             on_one(&QueueView::proceed_asked));
    again = make(tr("Run a&gain"), {}, tr("Queue the same experiment once more"), on_one(&QueueView::again_asked));
    change = make(tr("Run again with a chan&ge…"), {}, tr("Put its options into the form, to be changed and added"),
                  on_one(&QueueView::change_asked));
    show_run = make(tr("S&how"), tr("Ctrl+Return"), tr("Its results in all views, live while it runs"),
                    on_one(&QueueView::show_asked));
    remove = make(tr("&Remove"), QKeySequence::Delete, tr("Take it from the list; its run folder stays"), [this] {
        for (std::int64_t id : table_->selected()) Q_EMIT remove_asked(id);
    });
    clear = make(tr("C&lear finished"), {}, tr("Take completed and stopped experiments from the list; runs are kept"),
                 [this] { Q_EMIT clear_asked(); });
    undo = make(tr("&Undo removing"), QKeySequence::Undo, tr("Bring back what was taken from the list last"),
                [this] { Q_EMIT undo_asked(); });
}

QList<QAction*> QueueView::menu_actions() {
    return {add, hold, pause, stop, up, down, proceed, again, change, show_run, remove, undo, clear};
}

void QueueView::show_queue(const std::vector<QueueEntry>& entries, bool held, const QString& note) {
    held_ = held;
    const bool began_empty = table_->queue()->entries().empty();
    table_->show_entries(entries);
    if (began_empty && !entries.empty()) table_->select(entries.front().id);
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
    show_state();
}

void QueueView::show_time_left(const QString& text) {
    if (std::exchange(time_left_, text) != text) show_totals();
}

void QueueView::show_totals() {
    totals_->setText(counts_.isEmpty() || time_left_.isEmpty() ? counts_ : counts_ + QStringLiteral(" · ") + time_left_);
}

void QueueView::allow_add(bool ready, const QString& why) {
    add->setEnabled(ready);
    add->setToolTip(ready ? tr("Queue the experiment of the form, all its seeds as one entry (F7)") : why);
}

void QueueView::show_removed(std::size_t count) {
    undo->setEnabled(count > 0);
    done_->show_done(count > 0 ? tr("Removed: %1").arg(count_text(static_cast<std::int64_t>(count), tr("experiment")))
                               : QString());
}

QString QueueView::done_text() const { return done_->text(); }
QString QueueView::totals_text() const { return totals_->text(); }
QString QueueView::note_text() const { return note_->isHidden() ? QString() : note_->text(); }

void QueueView::show_state() {
    const auto& entries = table_->queue()->entries();
    const auto count = [&](auto&& which) {
        return static_cast<std::int64_t>(
            std::count_if(entries.begin(), entries.end(), [&](const QueueEntry& e) { return which(e.state); }));
    };
    const std::int64_t waiting = count([](QueueState s) { return s == QueueState::queued; });
    const std::int64_t unfinished = count([](QueueState s) { return can_continue(s) && s != QueueState::stopped; });
    const std::int64_t finished =
        count([](QueueState s) { return s == QueueState::completed || s == QueueState::stopped; });
    const auto active = std::find_if(entries.begin(), entries.end(), [](const auto& e) { return is_active(e.state); });
    QStringList totals;
    if (active != entries.end()) totals << tr("1 %1").arg(QLatin1String(queue_state_name(active->state)));
    totals << tr("%1 waiting").arg(count_text(waiting)) << tr("%1 finished").arg(count_text(finished));
    if (unfinished > 0) totals << tr("%1 failed or interrupted").arg(count_text(unfinished));
    counts_ = entries.empty() ? QString() : totals.join(QStringLiteral(" · "));
    show_totals();
    table_->set_hint(entries.empty() ? tr("Nothing is queued. Set up an experiment in the form and press F7: it runs as "
                                          "soon as the machine is free, while you look at other data.")
                                     : QString());
    hold->setText(held_ ? tr("&Start the queue") : tr("&Hold the queue"));
    hold->setToolTip(held_ ? tr("Let the queue go on by itself") : tr("Begin no other experiment; what runs goes on"));
    const bool runs = active != entries.end();
    const bool rests = runs && (active->state == QueueState::paused || active->state == QueueState::pausing);
    pause->setText(rests ? tr("&Resume") : tr("&Pause"));
    pause->setEnabled(runs && active->state != QueueState::stopping);
    stop->setEnabled(runs && active->state != QueueState::stopping);
    clear->setEnabled(finished > 0);
    show_selection();
}

const QueueEntry* QueueView::selected_one() const {
    const auto ids = table_->selected();
    if (ids.size() != 1) return nullptr;
    return &table_->queue()->entries()[static_cast<std::size_t>(table_->queue()->row_of(ids.front()))];
}

void QueueView::show_selection() {
    const auto& entries = table_->queue()->entries();
    const QueueEntry* one = selected_one();
    const bool waits = one && one->state == QueueState::queued;
    const auto next =
        std::find_if(entries.begin(), entries.end(), [](const auto& e) { return e.state == QueueState::queued; });
    up->setEnabled(waits && one->id != next->id);
    down->setEnabled(waits && one->id != entries.back().id);
    proceed->setEnabled(one && can_continue(one->state));
    again->setEnabled(one != nullptr);
    change->setEnabled(one != nullptr);
    show_run->setEnabled(one && (is_active(one->state) || !one->folder.empty()));
    const auto ids = table_->selected();
    remove->setEnabled(std::any_of(ids.begin(), ids.end(), [&](std::int64_t id) {
        return !is_active(entries[static_cast<std::size_t>(table_->queue()->row_of(id))].state);
    }));
    details_->show_entry(one);
    const std::int64_t id = one ? one->id : 0;
    if (std::exchange(current_, id) != id) Q_EMIT current_changed(id);
}

void QueueView::step(int rows) {
    if (const QueueEntry* one = selected_one()) Q_EMIT move_asked(one->id, table_->queue()->row_of(one->id) + rows);
}

void QueueView::show_menu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({show_run, proceed, again, change, up, down, pause, stop, remove});
    menu->popup(table_->viewport()->mapToGlobal(at));
}

} // namespace whydah
