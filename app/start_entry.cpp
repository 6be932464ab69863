#include "app/start_entry.h"

#include "widgets/palette.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace whydah {
namespace {

constexpr int margin = 8, gap = 12, side = 16; // pixels

} // namespace

StartEntry::StartEntry(const QString& title, const QString& detail, QWidget* parent)
    : QAbstractButton(parent),
      detail_(detail) {
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
}

void StartEntry::set_removable(const QString& tip) { remove_tip_ = tip; }

void StartEntry::set_menu(QMenu* menu) {
    menu_ = menu;
    connect(this, &QAbstractButton::clicked, menu, [this] { menu_->popup(mapToGlobal(QPoint(margin, height()))); });
}

void StartEntry::set_missing(const QString& tip) {
    missing_ = true;
    setToolTip(tip);
    setAccessibleDescription(tip);
    update();
}

QFont StartEntry::title_font() const {
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize StartEntry::sizeHint() const { return {240, fontMetrics().height() + 11}; }

QRect StartEntry::cross() const {
    if (remove_tip_.isEmpty()) return {};
    return {width() - margin - side, (height() - side) / 2, side, side};
}

void StartEntry::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const PlotColours colours = plot_colours(palette());
    const bool warm = underMouse() || hasFocus();
    if (warm) {
        painter.setPen(hasFocus() ? QPen(colours.highlight, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(mixed(palette().color(QPalette::Window), colours.highlight, isDown() ? 0.2 : 0.1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRect texts = rect().adjusted(margin, 0, -(margin + (menu_ || !cross().isEmpty() ? side + margin : 0)), 0);
    painter.setFont(title_font());
    const QFontMetrics strong(title_font());
    const int for_detail = detail_.isEmpty() ? 0 : std::min(fontMetrics().horizontalAdvance(detail_), texts.width() * 2 / 5) + gap;
    const QString title = strong.elidedText(text(), Qt::ElideMiddle, texts.width() - for_detail);
    painter.setPen(missing_ ? colours.muted : colours.text);
    painter.drawText(texts, Qt::AlignLeft | Qt::AlignVCenter, title);
    const int used = strong.horizontalAdvance(title) + gap;
    painter.setFont(font());
    painter.setPen(colours.muted);
    painter.drawText(texts.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(detail_, Qt::ElideMiddle, std::max(0, texts.width() - used)));
    const QPointF last(width() - margin - side / 2.0, height() / 2.0);
    painter.setPen(QPen(warm ? colours.text : colours.muted, 1.3));
    if (menu_) painter.drawPolyline(QPolygonF{last + QPointF(-4, -2), last + QPointF(0, 2), last + QPointF(4, -2)});
    if (warm && !cross().isEmpty()) {
        painter.drawLine(last + QPointF(-3.5, -3.5), last + QPointF(3.5, 3.5));
        painter.drawLine(last + QPointF(-3.5, 3.5), last + QPointF(3.5, -3.5));
    }
}

void StartEntry::mousePressEvent(QMouseEvent* event) {
    if (!cross().adjusted(-4, -4, 4, 4).contains(event->position().toPoint())) QAbstractButton::mousePressEvent(event);
}

void StartEntry::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !isDown() && cross().adjusted(-4, -4, 4, 4).contains(event->position().toPoint()))
        Q_EMIT remove_asked();
    else
        QAbstractButton::mouseReleaseEvent(event);
}

void StartEntry::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Down:
        focusNextChild();
        return;
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    case Qt::Key_Delete:
        if (!remove_tip_.isEmpty()) Q_EMIT remove_asked();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void StartEntry::contextMenuEvent(QContextMenuEvent* event) {
    if (remove_tip_.isEmpty()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(remove_tip_), &QAction::triggered, this, &StartEntry::remove_asked);
    menu->popup(event->globalPos());
}

} // namespace whydah
