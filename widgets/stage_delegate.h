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
    /// What of a cell's text is written: the longest of it and its shorter ones that has room, else the end is cut off.
    static QString fitting_text(const QModelIndex& index, const QFontMetrics& metrics, int width);

private:
    void paint_mark(QPainter* painter, const QRect& square, const QModelIndex& index, const QPalette& palette,
                    bool selected) const;
    void paint_bar(QPainter* painter, const QRect& cell, const QModelIndex& index, const QPalette& palette) const;

    int name_column_, progress_column_;
};

} // namespace whydah
