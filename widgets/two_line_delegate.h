#pragma once

#include <QStyledItemDelegate>

namespace whydah {

/// Rows of a narrow list whose text may take two lines, with its middle cut out where even these do not hold it; the
/// tip has all of it. Rows are all of one height, so that ten thousand cost no more than ten.
class TwoLineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// What two lines of `width` pixels hold of it.
    static QString fitted(const QString& text, const QFontMetrics& metrics, int width);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

} // namespace whydah
