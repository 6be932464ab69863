#include "widgets/queue_table.h"

#include "widgets/duration_text.h"
#include "widgets/flat_header.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plain_text.h"
#include "widgets/queue_changes.h"
#include "widgets/queue_row_delegate.h"
#include "widgets/stage_list.h"

#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

const QString row_type = QStringLiteral("application/x-whydah-queue-entry");

StageList::State mark_of(QueueState state) {
    switch (state) {
    case QueueState::queued:
        return StageList::State::waiting;
    case QueueState::running:
    case QueueState::pausing:
    case QueueState::stopping:
        return StageList::State::running;
    case QueueState::paused:
        return StageList::State::paused;
    case QueueState::completed:
        return StageList::State::done;
    case QueueState::stopped:
    case QueueState::interrupted:
        return StageList::State::stopped;
    case QueueState::failed:
    case QueueState::out_of_memory:
        break;
    }
    return StageList::State::failed;
}

} // namespace

QString queue_outcome_text(const QueueEntry& entry, bool is_next) {
    if (entry.state == QueueState::out_of_memory && !entry.where.empty()) // what happened is its state
        return QString::fromStdString(entry.where);
    if (entry.state == QueueState::failed || entry.state == QueueState::out_of_memory)
        return QString::fromStdString(entry.where.empty() ? entry.what : entry.what + " · " + entry.where);
    if (entry.state == QueueState::queued) {
        const QString place = is_next ? QueueTable::tr("next") : QString();
        if (!entry.continues) return place;
        return place.isEmpty() ? QueueTable::tr("to be continued") : QueueTable::tr("next, to be continued");
    }
    QString text = entry.stages == 0 ? QueueTable::tr("before its first stage")
                   : entry.finished >= entry.stages
                       ? count_text(entry.stages, QueueTable::tr("stage"))
                       : QueueTable::tr("after %1 of %2")
                             .arg(count_text(entry.finished), count_text(entry.stages, QueueTable::tr("stage")));
    if (entry.reused > 0) text += QueueTable::tr(", %1 reused").arg(count_text(entry.reused));
    return text;
}

void QueueTableModel::show_entries(std::vector<QueueEntry> entries) {
    const bool same_rows = std::equal(entries.begin(), entries.end(), entries_.begin(), entries_.end(),
                                      [](const auto& a, const auto& b) { return a.id == b.id; });
    if (!same_rows) beginResetModel();
    entries_ = std::move(entries);
    changes_ = queue_changes(entries_);
    if (!same_rows) return endResetModel();
    if (!entries_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void QueueTableModel::show_progress(const QString& text, double share, const QString& time,
                                    const QStringList& shorter) {
    progress_ = text, share_ = share, time_ = time, shorter_ = shorter;
    for (int row = 0; row < rowCount(); ++row)
        if (is_active(entries_[static_cast<std::size_t>(row)].state))
            Q_EMIT dataChanged(index(row, progress_column), index(row, time_column));
}

void QueueTableModel::show_expected(std::map<std::int64_t, double> seconds) {
    if (seconds == expected_) return;
    expected_ = std::move(seconds);
    if (!entries_.empty()) Q_EMIT dataChanged(index(0, time_column), index(rowCount() - 1, time_column));
}

int QueueTableModel::row_of(std::int64_t id) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [id](const auto& e) { return e.id == id; });
    return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

int QueueTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int QueueTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString QueueTableModel::text(const QueueEntry& entry, int column) const {
    const bool active = is_active(entry.state);
    switch (column) {
    case state_column:
        return QLatin1String(queue_state_name(entry.state));
    case name_column:
        return QString::fromStdString(title_of(entry));
    case progress_column: {
        if (active) return progress_;
        const auto first =
            std::find_if(entries_.begin(), entries_.end(), [](const auto& e) { return e.state == QueueState::queued; });
        return queue_outcome_text(entry, first != entries_.end() && first->id == entry.id);
    }
    case time_column:
        if (const auto known = expected_.find(entry.id); entry.state == QueueState::queued && known != expected_.end())
            return tr("about %1").arg(duration_text(std::round(known->second)));
        return active ? time_ : entry.seconds > 0 ? duration_text(entry.seconds) : QString();
    default:
        return {};
    }
}

QVariant QueueTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const QueueEntry& entry = entries_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case QueueRowDelegate::changes_role:
        return changes_[index.row()];
    case Qt::ToolTipRole:
        if (index.column() == progress_column && !entry.mend.empty())
            return plain_tip(text(entry, progress_column) + u'\n' +
                             QueueTable::tr("To mend it: %1").arg(QString::fromStdString(entry.mend)));
        if (index.column() == name_column && !changes_[index.row()].isEmpty())
            return plain_tip(text(entry, name_column) + u'\n' + changes_[index.row()]);
        return plain_tip(text(entry, index.column()));
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == time_column ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case StageList::state_role:
        return static_cast<int>(mark_of(entry.state));
    case StageList::share_role:
        return is_active(entry.state) ? QVariant(share_) : QVariant();
    case StageList::shorter_role:
        return is_active(entry.state) && index.column() == progress_column ? QVariant(shorter_) : QVariant();
    default:
        return {};
    }
}

QVariant QueueTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == time_column ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("State"), tr("Experiment"), tr("Progress"), tr("Time")};
    return names[section];
}

Qt::ItemFlags QueueTableModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::ItemIsDropEnabled;
    const bool waits = entries_[static_cast<std::size_t>(index.row())].state == QueueState::queued;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (waits ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList QueueTableModel::mimeTypes() const { return {row_type}; }

QMimeData* QueueTableModel::mimeData(const QModelIndexList& rows) const {
    auto* data = new QMimeData; // the drag's
    if (!rows.isEmpty())
        data->setData(row_type, QByteArray::number(
                                    static_cast<qlonglong>(entries_[static_cast<std::size_t>(rows.front().row())].id)));
    return data;
}

bool QueueTableModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) {
    if (!data->hasFormat(row_type)) return false;
    Q_EMIT move_asked(data->data(row_type).toLongLong(), parent.isValid() ? parent.row() : row < 0 ? rowCount() : row);
    return true;
}

QueueTable::QueueTable(QWidget* parent)
    : QTableView(parent),
      model_(new QueueTableModel(this)),
      hint_(muted_label({}, this)) {
    setHorizontalHeader(new FlatHeader(this));
    setModel(model_);
    setItemDelegate(new QueueRowDelegate(QueueTableModel::state_column, QueueTableModel::name_column,
                                         QueueTableModel::progress_column, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Queue of experiments"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fit_rows();
    fit_states();
    const auto width = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) + 24; };
    QHeaderView& header = *horizontalHeader();
    header.setSectionsClickable(false);
    header.setSectionResizeMode(QHeaderView::Fixed);
    header.setSectionResizeMode(QueueTableModel::progress_column, QHeaderView::Stretch);
    header.resizeSection(QueueTableModel::name_column, width(tr("caltech101 · 3 seeds")));
    header.resizeSection(QueueTableModel::time_column, width(tr("about 1:12:34")));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!quiet_) Q_EMIT selection_changed();
    });
}

void QueueTable::show_entries(const std::vector<QueueEntry>& entries) {
    const auto kept = selected();
    {
        const QScopedValueRollback quiet(quiet_, true);
        model_->show_entries(entries);
        fit_rows();
        fit_states();
        if (selected() != kept) {
            QItemSelection rows;
            for (std::int64_t id : kept)
                if (const int row = model_->row_of(id); row >= 0)
                    rows.select(model_->index(row, 0), model_->index(row, QueueTableModel::columns - 1));
            selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
            if (!rows.isEmpty())
                selectionModel()->setCurrentIndex(rows.indexes().front(), QItemSelectionModel::NoUpdate);
        }
    }
    Q_EMIT selection_changed();
}

/// A bar beneath the text; a second line where experiments are told apart by their options.
void QueueTable::fit_rows() {
    const int lines = model_->has_changes() ? 2 : 1;
    verticalHeader()->setDefaultSectionSize(lines * fontMetrics().height() + 14);
}

/// No wider than the states that are there: how far an experiment is needs the room.
void QueueTable::fit_states() {
    int widest = fontMetrics().horizontalAdvance(QLatin1String(queue_state_name(QueueState::completed)));
    for (const QueueEntry& entry : model_->entries())
        widest = std::max(widest, fontMetrics().horizontalAdvance(QLatin1String(queue_state_name(entry.state))));
    const int mark = fontMetrics().height() + 6;
    if (const int width = widest + mark + 12; width != horizontalHeader()->sectionSize(QueueTableModel::state_column))
        horizontalHeader()->resizeSection(QueueTableModel::state_column, width);
}

void QueueTable::set_hint(const QString& text) {
    hint_->setText(text);
    hint_->setVisible(!text.isEmpty());
}

std::vector<std::int64_t> QueueTable::selected() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
    std::vector<std::int64_t> ids;
    for (const QModelIndex& row : rows) ids.push_back(model_->entries()[static_cast<std::size_t>(row.row())].id);
    return ids;
}

void QueueTable::select(std::int64_t id) {
    // Not selectRow(): while Ctrl is held, as for Ctrl+Z, that adds to what is selected or takes away.
    if (const int row = model_->row_of(id); row >= 0)
        selectionModel()->setCurrentIndex(model_->index(row, 0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void QueueTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    // How far an experiment is matters more than all of its name, which its details tell.
    horizontalHeader()->resizeSection(QueueTableModel::name_column, std::clamp(viewport()->width() / 4, 72, 360));
    hint_->setGeometry(viewport()->geometry().adjusted(16, 8, -16, -8));
}

} // namespace whydah
