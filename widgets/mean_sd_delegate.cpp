#include "widgets/mean_sd_delegate.h"

#include "widgets/palette.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>

namespace whydah {
namespace {

constexpr int side = 6; // pixels left and right of the text

QFont bold(QFont font) {
    font.setBold(true);
    return font;
}

int spread_width(const QFont& font) { return QFontMetrics(font).horizontalAdvance(QStringLiteral(" ± 00.0")); }

} // namespace

int MeanSdDelegate::width(const QFont& font, bool compact) const {
    const QFontMetrics mean(bold(font));
    if (compact) return mean.horizontalAdvance(QStringLiteral("100.0")) + side;
    return 2 * side + mean.horizontalAdvance(QStringLiteral("100.0")) + spread_width(font);
}

QSize MeanSdDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {width(option.font, compact_), QStyledItemDelegate::sizeHint(option, index).height()};
}

void MeanSdDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    cell.state &= ~QStyle::State_HasFocus;
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool chosen = cell.state & QStyle::State_Selected;
    const QColor ground = cell.palette.color(chosen ? QPalette::Highlight : QPalette::Base);
    const QColor text = cell.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
    QRect place = cell.rect.adjusted(side, 0, -side, 0);
    painter->save();
    if (!compact_) {
        const int spread = spread_width(option.font);
        const QRect right(place.right() - spread + 1, place.top(), spread, place.height());
        painter->setFont(option.font);
        painter->setPen(mixed(ground, text, index.data(single_role).toBool() ? 0.4 : 0.75));
        painter->drawText(right, Qt::AlignLeft | Qt::AlignVCenter, index.data(spread_role).toString());
        place.setRight(right.left() - 1);
    }
    painter->setFont(cell.font);
    painter->setPen(text);
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, index.data(mean_role).toString());
    painter->restore();
}

} // namespace whydah
