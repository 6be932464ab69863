#include "widgets/stage_delegate.h"

#include "widgets/frame_colours.h"
#include "widgets/palette.h"
#include "widgets/stage_list.h"

#include <QPainter>

namespace whydah {
namespace {

StageList::State state_of(const QModelIndex& index) {
    return static_cast<StageList::State>(index.data(StageList::state_role).toInt());
}

} // namespace

QString StageDelegate::fitting_text(const QModelIndex& index, const QFontMetrics& metrics, int width) {
    QString text = index.data().toString();
    for (const QString& shorter : index.data(StageList::shorter_role).toStringList()) {
        if (metrics.horizontalAdvance(text) <= width) break;
        text = shorter;
    }
    return metrics.elidedText(text, Qt::ElideRight, width);
}

StageDelegate::StageDelegate(int name_column, int progress_column, QObject* parent)
    : QStyledItemDelegate(parent),
      name_column_(name_column),
      progress_column_(progress_column) {}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), option.fontMetrics.height() + 8)};
}

void StageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool bar = index.column() == progress_column_ && index.data(StageList::share_role).isValid();
    const bool selected = option.state & QStyle::State_Selected;
    QPalette palette = option.palette;
    if (selected) { // on the colour of the selection nothing may be painted in that colour
        const QColor ground = palette.color(QPalette::Highlight), text = palette.color(QPalette::HighlightedText);
        palette.setColor(QPalette::Base, ground);
        palette.setColor(QPalette::Text, text);
        palette.setColor(QPalette::Highlight, text);
    }
    if (bar) return paint_bar(painter, option.rect, index, palette);
    QStyleOptionViewItem shown = option;
    shown.state &= ~QStyle::State_HasFocus;
    if (index.column() == name_column_) {
        const int side = option.fontMetrics.height();
        const QRect square(option.rect.left() + 2, option.rect.center().y() - side / 2, side, side);
        paint_mark(painter, square, index, palette, selected);
        shown.rect.setLeft(square.right() + 4);
    }
    if (state_of(index) == StageList::State::waiting)
        shown.palette.setColor(QPalette::Text, option.palette.color(QPalette::PlaceholderText));
    QStyledItemDelegate::paint(painter, shown, index);
}

void StageDelegate::paint_mark(QPainter* painter, const QRect& square, const QModelIndex& index,
                               const QPalette& palette, bool selected) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(square).adjusted(2, 2, -2, -2);
    const auto at = [&](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    const auto pen = [&](const QColor& colour) {
        painter->setPen(
            QPen(selected ? palette.color(QPalette::Text) : colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    };
    switch (state_of(index)) {
    case StageList::State::waiting:
        pen(mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.3));
        painter->drawEllipse(box.adjusted(3, 3, -3, -3));
        break;
    case StageList::State::running:
        pen(palette.color(QPalette::Highlight));
        painter->setBrush(palette.color(QPalette::Highlight));
        painter->drawEllipse(box.adjusted(2.5, 2.5, -2.5, -2.5));
        break;
    case StageList::State::paused:
        pen(palette.color(QPalette::Highlight));
        painter->drawLine(at(0.35, 0.2), at(0.35, 0.8));
        painter->drawLine(at(0.65, 0.2), at(0.65, 0.8));
        break;
    case StageList::State::done:
        pen(done_colour(palette));
        painter->drawPolyline(QPolygonF({at(0.1, 0.55), at(0.4, 0.85), at(0.95, 0.2)}));
        break;
    case StageList::State::stopped:
        pen(warning_colour(palette));
        painter->drawRect(box.adjusted(2.5, 2.5, -2.5, -2.5));
        break;
    case StageList::State::failed:
        pen(error_colour(palette));
        painter->drawLine(at(0.2, 0.2), at(0.8, 0.8));
        painter->drawLine(at(0.8, 0.2), at(0.2, 0.8));
        break;
    }
    painter->restore();
}

void StageDelegate::paint_bar(QPainter* painter, const QRect& cell, const QModelIndex& index,
                              const QPalette& palette) const {
    const QColor track_colour = mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.25);
    const QColor done = palette.color(QPalette::Highlight);
    const double share = index.data(StageList::share_role).toDouble();
    const QRect track = cell.adjusted(4, cell.height() - 6, -8, -3);
    painter->fillRect(track, track_colour);
    if (share < 0) // how far is not known: nothing that looks like a share
        painter->fillRect(track, QBrush(mixed(track_colour, done, 0.6), Qt::BDiagPattern));
    else if (share > 0)
        painter->fillRect(QRectF(track).adjusted(0, 0, (std::min(share, 1.0) - 1) * track.width(), 0), done);
    painter->setPen(palette.color(QPalette::Text));
    const QRect place = cell.adjusted(4, 0, -8, -5);
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, fitting_text(index, painter->fontMetrics(), place.width()));
}

} // namespace whydah
