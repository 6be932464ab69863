#include "widgets/runs_view.h"

#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/run_details.h"
#include "widgets/runs_table.h"

#include <QAction>
#include <QDir>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMetaMethod>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

RunsView::RunsView(QWidget* parent)
    : QWidget(parent),
      search_(new QLineEdit(this)),
      compare_button_(new QToolButton(this)),
      trash_button_(new QToolButton(this)),
      table_(new RunsTable(this)),
      done_(new QWidget(this)),
      done_text_(muted_label({}, done_)),
      totals_(muted_label({}, this)),
      workspace_(new ElidedLabel(this)),
      details_(new RunDetails(this)) {
    make_actions();
    search_->setPlaceholderText(tr("Search runs: name, data, tag, note, state, method"));
    search_->setAccessibleName(tr("Search runs"));
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &RunsView::set_search);
    search_->installEventFilter(this);
    compare_button_->setDefaultAction(compare);
    trash_button_->setDefaultAction(trash);
    for (QToolButton* button : {compare_button_, trash_button_}) button->setAutoRaise(true);
    table_->addActions({open, rename, remove});
    addActions({compare, edit_tags, edit_note});
    connect(table_, &QTableView::activated, open, &QAction::trigger);
    connect(table_, &QTableView::customContextMenuRequested, this, &RunsView::show_menu);
    connect(table_, &RunsTable::selection_changed, this, &RunsView::show_state);
    for (QLabel* label : {totals_, static_cast<QLabel*>(workspace_)}) label->setFont(small_font(label));
    workspace_->setForegroundRole(QPalette::PlaceholderText);
    workspace_->setAlignment(Qt::AlignRight);

    auto* undo = new QPushButton(tr("Undo"), done_);
    undo->setFlat(true);
    connect(undo, &QPushButton::clicked, this, &RunsView::undo_asked);
    auto* done = new QHBoxLayout(done_);
    done->setContentsMargins(0, 0, 0, 0);
    done->addWidget(done_text_);
    done->addWidget(undo);
    done->addStretch(1);
    done_->hide();
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(search_, 1);
    top->addWidget(compare_button_);
    top->addWidget(trash_button_);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(16);
    bottom->addWidget(totals_);
    bottom->addWidget(workspace_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(table_, 1);
    layout->addLayout(bottom);
    layout->addWidget(done_);
    layout->addWidget(details_);
    connect(table_->runs(), &RunsTableModel::rename_asked, this,
            [this](qint64 id, const QString& name) { Q_EMIT changes_asked({{.id = id, .name = name.toStdString()}}); });
    connect(details_, &RunDetails::changes_asked, this, &RunsView::changes_asked);
    show_state();
}

void RunsView::make_actions() {
    const auto make = [this](const QString& text, const QKeySequence& keys, auto&& then) {
        auto* action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // Del in a field is the field's
        connect(action, &QAction::triggered, this, then);
        return action;
    };
    open = make(tr("&Open the run"), {}, [this] {
        const QStringList folders = table_->selected_folders();
        if (folders.size() == 1) Q_EMIT open_asked(folders.front());
    });
    rename = make(tr("Re&name"), tr("F2"), [this] {
        const QModelIndexList rows = table_->selectionModel()->selectedRows(RunsTableModel::name_column);
        if (rows.size() == 1) table_->edit(rows.front());
    });
    edit_tags = make(tr("Edit &tags"), tr("Ctrl+T"), [this] { details_->edit_tags(); });
    edit_note = make(tr("Edit the &note"), tr("Ctrl+M"), [this] { details_->edit_note(); });
    remove = make(tr("&Delete"), QKeySequence::Delete, [this] { ask_deleted(true); });
    restore = make(tr("&Restore from the trash"), {}, [this] { ask_deleted(false); });
    compare = make(tr("&Compare"), tr("Ctrl+Return"), [this] { Q_EMIT compare_asked(table_->selected_folders()); });
    compare->setToolTip(tr("Hold the selected runs against each other (Ctrl+Return): choose two or more with Ctrl or Shift"));
    compare->setVisible(false);
    report = make(tr("Save a re&port…"), {}, [this] { Q_EMIT report_asked(table_->selected_folders()); });
    report->setToolTip(tr("Write a report of the selected runs as one HTML or PDF file"));
    trash = make(tr("Trash"), {}, [this](bool on) { show_trash(on); });
    trash->setCheckable(true);
    empty_trash = make(tr("&Empty the trash…"), {}, [this] { Q_EMIT empty_trash_asked(deleted_); });
    open->setToolTip(tr("Its results in all views"));
    rename->setToolTip(tr("Give the run another name (F2)"));
    edit_tags->setToolTip(tr("Words to find the runs by (Ctrl+T)"));
    edit_note->setToolTip(tr("What is to be remembered of the run (Ctrl+M)"));
    remove->setToolTip(tr("Into the trash, from which it can be restored (Del)"));
    restore->setToolTip(tr("Back to the list"));
    trash->setToolTip(tr("Show deleted runs instead"));
    empty_trash->setToolTip(tr("Remove what is in the trash for good"));
}

void RunsView::show_runs(const std::vector<RunEntry>& runs, bool read, const QString& workspace) {
    read_ = read;
    table_->show_runs(runs);
    workspace_->set_text(QDir::toNativeSeparators(workspace));
    show_state();
}

void RunsView::show_done(const QString& text) {
    done_text_->setText(text);
    done_->setVisible(!text.isEmpty());
}

void RunsView::add_undo_actions(QAction* undo, QAction* redo) {
    undo_ = undo, redo_ = redo;
    undo->setToolTip(tr("Take back the last change of the runs (Ctrl+Z)"));
    redo->setToolTip(tr("Make the change again (Ctrl+Y)"));
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcuts({tr("Ctrl+Shift+Z"), tr("Ctrl+Y")}); // whichever the desktop has
    for (QAction* action : {undo, redo}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // fields have an undo of their own
        addAction(action);
    }
}

QList<QAction*> RunsView::menu_actions() {
    const auto line = [this] {
        auto* separator = new QAction(this);
        separator->setSeparator(true);
        return separator;
    };
    QList<QAction*> all{open, compare, report, line(), rename, edit_tags, edit_note, line()};
    if (undo_) all << undo_ << redo_;
    return all << remove << restore << line() << trash << empty_trash;
}

void RunsView::set_search(const QString& text) {
    if (search_->text() != text) search_->setText(text);
    table_->filter()->set_words(text);
    show_state();
}

void RunsView::show_trash(bool on) {
    trash->setChecked(on);
    table_->filter()->set_deleted(on);
    show_state();
}

bool RunsView::shows_trash() const { return trash->isChecked(); }

QString RunsView::totals_text() const { return totals_->text(); }
QString RunsView::done_text() const { return done_->isHidden() ? QString() : done_text_->text(); }

/// All that follows from the rows and the selection.
void RunsView::show_state() {
    const RunsTableModel& runs = *table_->runs();
    std::int64_t running = 0;
    deleted_ = 0;
    for (int row = 0; row < runs.rowCount(); ++row) {
        deleted_ += runs.run(row).deleted;
        running += !runs.run(row).deleted && runs.run(row).state == RunState::running;
    }
    const std::int64_t all = shows_trash() ? deleted_ : runs.rowCount() - deleted_;
    const std::int64_t shown = table_->filter()->rowCount();
    QStringList totals{shown == all ? count_text(all, tr("run"))
                                    : tr("%1 of %2").arg(count_text(shown), count_text(all, tr("run")))};
    if (running > 0 && !shows_trash()) totals << tr("%1 running").arg(count_text(running));
    totals_->setText(totals.join(QStringLiteral(" · ")));
    trash->setText(deleted_ > 0 ? tr("Trash (%1)").arg(count_text(deleted_)) : tr("Trash"));
    trash->setEnabled(deleted_ > 0 || shows_trash());
    const QString hint = !read_    ? tr("Reading the runs…")
                         : all > 0 ? tr("No run has all of these words.\nEsc in the search field shows all again.")
                         : shows_trash() ? tr("The trash is empty.")
                                         : tr("No run is kept here yet. Open a data set and press Run,\nor choose "
                                              "another folder: File > Workspace.");
    table_->set_hint(shown == 0 ? hint : QString());
    show_selection();
}

void RunsView::show_selection() {
    const std::vector<RunEntry> runs = table_->selected_runs();
    const auto any = [&](bool gone) {
        return std::any_of(runs.begin(), runs.end(), [gone](const RunEntry& run) { return run.deleted == gone; });
    };
    const bool here = isVisible(); // nobody deletes from a menu what is not seen
    open->setEnabled(here && runs.size() == 1 && !runs.front().missing);
    rename->setEnabled(here && runs.size() == 1);
    edit_note->setEnabled(here && runs.size() == 1);
    edit_tags->setEnabled(here && !runs.empty());
    remove->setEnabled(here && any(false));
    restore->setEnabled(here && any(true));
    compare->setEnabled(here && runs.size() > 1);
    report->setEnabled(here && !runs.empty());
    empty_trash->setEnabled(here && deleted_ > 0);
    details_->show_runs(runs);
    Q_EMIT selection_changed(table_->selected_folders());
}

void RunsView::ask_deleted(bool deleted) {
    std::vector<RunChange> changes;
    for (const RunEntry& run : table_->selected_runs())
        if (run.deleted != deleted) changes.push_back({.id = run.id, .deleted = deleted});
    // The row that takes the place of the first deleted one is selected, so that the next key finds it.
    int row = table_->filter()->rowCount();
    for (const QModelIndex& at : table_->selectionModel()->selectedRows()) row = std::min(row, at.row());
    if (!changes.empty()) Q_EMIT changes_asked(changes);
    row = std::min(row, table_->filter()->rowCount() - 1);
    if (row >= 0 && table_->selected().empty()) table_->selectRow(row);
}

void RunsView::show_menu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(shows_trash() ? QList<QAction*>{open, restore, empty_trash}
                                   : QList<QAction*>{open, compare, report, rename, edit_tags, edit_note, remove});
    menu->popup(table_->viewport()->mapToGlobal(at));
}

void RunsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    show_state();
    Q_EMIT seen();
}

void RunsView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    details_->commit();
    show_selection();
}

void RunsView::connectNotify(const QMetaMethod& signal) {
    if (signal == QMetaMethod::fromSignal(&RunsView::compare_asked)) compare->setVisible(true);
}

bool RunsView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == search_ && key == Qt::Key_Escape && !search_->text().isEmpty()) {
            search_->clear();
            return true;
        }
        if (watched == search_ && key == Qt::Key_Down && table_->filter()->rowCount() > 0) {
            table_->setFocus();
            if (table_->selected().empty()) table_->selectRow(0);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whydah
