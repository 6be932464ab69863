#pragma once

#include <QStyledItemDelegate>

namespace whydah {

/// Draws a run's name with its tags behind it as small labels, as many as there is room for.
class RunNameDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace whydah
