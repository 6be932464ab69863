#pragma once

#include "widgets/mean_sd_delegate.h"

namespace whydah {

/// "57.3 ± 0.4" with the marks of significance tests behind it, small and raised.
class MarkedMeanDelegate : public MeanSdDelegate {
    Q_OBJECT
public:
    static constexpr int marks_role = Qt::UserRole + 10; ///< text; MeanSdDelegate::Role are the others
    using MeanSdDelegate::MeanSdDelegate;

    /// The longest of the column: room for it is kept in every row.
    void set_longest_marks(const QString& marks) { longest_ = marks; }
    int width_with_marks(const QFont& font, bool compact) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int marks_width(const QFont& font) const;

    QString longest_;
};

} // namespace whydah
