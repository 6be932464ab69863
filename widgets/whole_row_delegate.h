#pragma once

#include <QStyledItemDelegate>

namespace whydah {

/// For tables whose rows are chosen as a whole: no frame around the one cell that was clicked.
class WholeRowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
    }
};

} // namespace whydah
