#include "widgets/runs_table.h"

#include "widgets/flat_header.h"
#include "widgets/frame_colours.h"
#include "widgets/mean_sd_delegate.h"
#include "widgets/run_name_delegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>

#include <algorithm>
#include <set>

namespace whydah {
namespace {

using Column = RunsTableModel::Column;

/// Rows are selected as a whole: no frame around the one cell that was clicked.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
    }
};

/// In a narrow view the first of these go first: to the right, where they are scrolled to. MetaModelNet goes with its
/// identity control, and behind it: it never stands alone.
constexpr Column given_up[] = {RunsTableModel::methods_column, RunsTableModel::time_column,
                               RunsTableModel::seeds_column,   RunsTableModel::plain_column,
                               RunsTableModel::started_column, RunsTableModel::data_column,
                               RunsTableModel::control_column, RunsTableModel::best_method_column};
constexpr int least_name = 200; // pixels

} // namespace

RunsTable::RunsTable(QWidget* parent)
    : QTableView(parent),
      model_(new RunsTableModel(this)),
      filter_(new RunsFilter(model_)),
      hint_(muted_label({}, this)) {
    setHorizontalHeader(new FlatHeader(this));
    setModel(filter_);
    setItemDelegate(new RowDelegate(this));
    setItemDelegateForColumn(RunsTableModel::name_column, new RunNameDelegate(this));
    auto* numbers = new MeanSdDelegate(this);
    for (int column = RunsTableModel::best_column; column < RunsTableModel::columns; ++column)
        setItemDelegateForColumn(column, numbers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setShowGrid(false);
    setSortingEnabled(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Runs"));
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    sortByColumn(RunsTableModel::started_column, Qt::DescendingOrder);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setAttribute(Qt::WA_TransparentForMouseEvents);
    model_->recolour(palette());
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!quiet_) Q_EMIT selection_changed();
    });
}

void RunsTable::show_runs(const std::vector<RunEntry>& runs) {
    const auto kept = selected();
    const auto id_at = [this](const QModelIndex& at) {
        return at.isValid() ? model_->run(filter_->mapToSource(at).row()).id : -1;
    };
    const std::int64_t current = id_at(currentIndex());
    {
        const QScopedValueRollback quiet(quiet_, true);
        model_->show_runs(runs);
    }
    if (kept != selected()) select(kept);
    for (int row = 0; current >= 0 && id_at(currentIndex()) != current && row < filter_->rowCount(); ++row)
        if (id_at(filter_->index(row, 0)) == current)
            selectionModel()->setCurrentIndex(filter_->index(row, 0), QItemSelectionModel::NoUpdate);
    fit_columns();
}

void RunsTable::set_hint(const QString& text) {
    hint_->setText(text);
    hint_->setVisible(!text.isEmpty());
}

QString RunsTable::hint() const { return hint_->text(); }

void RunsTable::select(const std::vector<std::int64_t>& ids) {
    const std::set<std::int64_t> wanted(ids.begin(), ids.end());
    QItemSelection rows;
    for (int row = 0; row < filter_->rowCount(); ++row) {
        const QModelIndex at = filter_->index(row, 0);
        if (wanted.contains(model_->run(filter_->mapToSource(at).row()).id)) rows.select(at, at);
    }
    const QScopedValueRollback quiet(quiet_, true);
    auto* selection = selectionModel();
    selection->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!rows.isEmpty() && !selection->isRowSelected(currentIndex().row()))
        selection->setCurrentIndex(rows.indexes().front(), QItemSelectionModel::NoUpdate);
    Q_EMIT selection_changed();
}

std::vector<RunEntry> RunsTable::selected_runs() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
    std::vector<RunEntry> runs;
    for (const QModelIndex& row : rows) runs.push_back(model_->run(filter_->mapToSource(row).row()));
    return runs;
}

std::vector<std::int64_t> RunsTable::selected() const {
    std::vector<std::int64_t> ids;
    for (const RunEntry& run : selected_runs()) ids.push_back(run.id);
    return ids;
}

QStringList RunsTable::selected_folders() const {
    QStringList folders;
    for (const RunEntry& run : selected_runs()) folders << QString::fromStdString(run.folder);
    return folders;
}

std::vector<std::int64_t> RunsTable::shown() const {
    std::vector<std::int64_t> ids;
    for (int row = 0; row < filter_->rowCount(); ++row)
        ids.push_back(model_->run(filter_->mapToSource(filter_->index(row, 0)).row()).id);
    return ids;
}

/// As many columns in sight as leave the names their room.
void RunsTable::fit_columns() {
    const QFontMetrics metrics = fontMetrics();
    const MeanSdDelegate numbers;
    int widths[RunsTableModel::columns] = {};
    for (int column = RunsTableModel::data_column; column < RunsTableModel::columns; ++column) {
        int widest = metrics.horizontalAdvance(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() +
                                               QStringLiteral(" ▾"));
        if (column >= RunsTableModel::best_column) widest = std::max(widest, numbers.width(font(), false) - 14);
        for (int row = 0; column < RunsTableModel::best_column && row < model_->rowCount(); ++row)
            widest = std::max(widest, metrics.horizontalAdvance(model_->index(row, column).data().toString()));
        widths[column] = std::min(widest, 160) + 14;
    }
    int room = viewport()->width() - least_name;
    for (int column = RunsTableModel::data_column; column < RunsTableModel::columns; ++column) room -= widths[column];
    // MetaModelNet is never shown without its control.
    const auto width_of = [&](Column column) {
        return widths[column] + (column == RunsTableModel::control_column ? widths[RunsTableModel::ours_column] : 0);
    };
    std::set<int> hidden; // to the right of what is in sight
    for (const Column column : given_up)
        if (room < 0) hidden.insert(column), room += width_of(column);
    for (std::size_t i = std::size(given_up); i-- > 0;) // what fits into what a wider one has left
        if (hidden.contains(given_up[i]) && width_of(given_up[i]) <= room)
            hidden.erase(given_up[i]), room -= width_of(given_up[i]);
    if (hidden.contains(RunsTableModel::control_column)) hidden.insert(RunsTableModel::ours_column);
    widths[RunsTableModel::name_column] = least_name + std::max(0, room);
    std::vector<int> order{RunsTableModel::name_column};
    for (int column = RunsTableModel::data_column; column < RunsTableModel::columns; ++column)
        if (!hidden.contains(column)) order.push_back(column);
    for (std::size_t i = std::size(given_up); i-- > 0;) {
        if (!hidden.contains(given_up[i])) continue;
        order.push_back(given_up[i]);
        if (given_up[i] == RunsTableModel::control_column) order.push_back(RunsTableModel::ours_column);
    }
    QHeaderView& header = *horizontalHeader();
    for (int place = 0; place < static_cast<int>(order.size()); ++place) {
        const int column = order[static_cast<std::size_t>(place)];
        header.moveSection(header.visualIndex(column), place);
        setColumnWidth(column, widths[column]);
    }
}

void RunsTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) model_->recolour(palette());
    if (event->type() == QEvent::FontChange) fit_columns();
}

void RunsTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fit_columns();
    hint_->setGeometry(viewport()->geometry().adjusted(16, 16, -16, -16));
}

} // namespace whydah
