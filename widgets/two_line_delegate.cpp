#include "widgets/two_line_delegate.h"

#include "widgets/plain_text.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

constexpr int wrap = Qt::TextWordWrap | Qt::TextWrapAnywhere; // at words where that is possible
constexpr int margin = 4;

} // namespace

QString TwoLineDelegate::fitted(const QString& text, const QFontMetrics& metrics, int width) {
    const auto fits = [&](const QString& tried) {
        return metrics.boundingRect(QRect(0, 0, width, 1 << 20), wrap, tried).height() < 2.5 * metrics.lineSpacing();
    };
    if (fits(text)) return text;
    for (int room = 2 * width; room > width; room -= std::max(1, width / 40))
        if (const QString tried = metrics.elidedText(text, Qt::ElideMiddle, room); fits(tried)) return tried;
    return metrics.elidedText(text, Qt::ElideMiddle, width);
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {0, 2 * option.fontMetrics.lineSpacing() + 2 * margin}; // as wide as the list
}

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, {});
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const bool chosen = item.state.testFlag(QStyle::State_Selected);
    const QRect room = item.rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(item.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(room, static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter | wrap,
                      fitted(text, item.fontMetrics, room.width()));
    painter->restore();
}

bool TwoLineDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), plain_tip(index.data().toString()), view);
    return true;
}

} // namespace whydah
