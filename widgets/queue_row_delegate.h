#pragma once

#include "widgets/stage_delegate.h"

class QTableView;

namespace whydah {

/// Draws an experiment of the queue: its cells on a first line, and beneath them, subdued and over all columns from the
/// name on, what tells it from the others.
class QueueRowDelegate : public StageDelegate {
    Q_OBJECT
public:
    static constexpr int changes_role = Qt::UserRole + 90; ///< QString
    QueueRowDelegate(int state_column, int name_column, int progress_column, QTableView* table);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Of the line beneath, in the table's viewport: what there is room for is shown, the rest is cut.
    QRect changes_place(int row) const;

private:
    void paint_changes(QPainter* painter, const QStyleOptionViewItem& cell, const QModelIndex& index) const;

    QTableView* table_;
    int name_column_;
};

} // namespace whydah
