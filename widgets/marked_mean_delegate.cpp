#include "widgets/marked_mean_delegate.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>

namespace whydah {
namespace {

QFont raised(QFont font) {
    font.setPointSizeF(0.75 * font.pointSizeF());
    font.setBold(true);
    return font;
}

} // namespace

int MarkedMeanDelegate::marks_width(const QFont& font) const {
    return longest_.isEmpty() ? 0 : QFontMetrics(raised(font)).horizontalAdvance(longest_) + 6;
}

int MarkedMeanDelegate::width_with_marks(const QFont& font, bool compact) const {
    return width(font, compact) + marks_width(font);
}

void MarkedMeanDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.state &= ~QStyle::State_HasFocus;
    const QStyle* style = ground.widget ? ground.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    const int marks = marks_width(option.font);
    QStyleOptionViewItem number = option;
    number.rect.setRight(number.rect.right() - marks);
    MeanSdDelegate::paint(painter, number, index);
    const QRect place(number.rect.right() - 3, option.rect.top() + 1, marks, option.rect.height());
    const bool chosen = option.state & QStyle::State_Selected;
    painter->save();
    painter->setFont(raised(option.font));
    painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Highlight));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignTop, index.data(marks_role).toString());
    painter->restore();
}

} // namespace whydah
