#include "widgets/queue_row_delegate.h"

#include "widgets/palette.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace whydah {

QueueRowDelegate::QueueRowDelegate(int state_column, int name_column, int progress_column, QTableView* table)
    : StageDelegate(state_column, progress_column, table),
      table_(table),
      name_column_(name_column) {}

QRect QueueRowDelegate::changes_place(int row) const {
    const int height = table_->fontMetrics().height();
    const int left = table_->columnViewportPosition(name_column_) + 4;
    const int bottom = table_->rowViewportPosition(row) + table_->rowHeight(row) - 4;
    return {left, bottom - height, table_->viewport()->width() - left - 8, height};
}

void QueueRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString changes = index.data(changes_role).toString();
    if (index.column() < name_column_ || changes.isEmpty()) return StageDelegate::paint(painter, option, index);
    QStyleOptionViewItem ground = option; // of both lines
    ground.index = index;
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, painter, option.widget);
    QStyleOptionViewItem line = option;
    line.rect.setBottom(changes_place(index.row()).top() - 1);
    StageDelegate::paint(painter, line, index);
    paint_changes(painter, option, index);
}

/// Each column draws its part of the one line.
void QueueRowDelegate::paint_changes(QPainter* painter, const QStyleOptionViewItem& cell,
                                     const QModelIndex& index) const {
    const bool chosen = cell.state & QStyle::State_Selected;
    const QPalette& palette = cell.palette;
    const QRect place = changes_place(index.row());
    painter->save();
    painter->setClipRect(cell.rect);
    painter->setFont(cell.font);
    painter->setPen(chosen ? mixed(palette.color(QPalette::Highlight), palette.color(QPalette::HighlightedText), 0.85)
                           : palette.color(QPalette::PlaceholderText));
    painter->drawText(place, Qt::AlignVCenter,
                      cell.fontMetrics.elidedText(index.data(changes_role).toString(), Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace whydah
