#pragma once

#include <QStyledItemDelegate>

namespace whydah {

/// Draws "57.3 ± 0.4" with the means and the "±" of a column beneath each other. The spread of a single seed is grey; a
/// narrow table leaves the spreads out.
class MeanSdDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { mean_role = Qt::UserRole + 1, spread_role, single_role };
    using QStyledItemDelegate::QStyledItemDelegate;
    void set_compact(bool compact) { compact_ = compact; }
    bool is_compact() const { return compact_; }
    int width(const QFont& font, bool compact) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool compact_ = false;
};

} // namespace whydah
