#pragma once

#include <QStyledItemDelegate>

namespace whydah {

/// Draws a stage's mark (waiting, running, done, stopped, failed) before its name, and its progress as a bar with text.
class StageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    StageDelegate(int name_column, int progress_column, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paint_mark(QPainter* painter, const QRect& square, const QModelIndex& index, const QPalette& palette,
                    bool selected) const;
    void paint_bar(QPainter* painter, const QRect& cell, const QModelIndex& index, const QPalette& palette) const;

    int name_column_, progress_column_;
};

} // namespace whydah
