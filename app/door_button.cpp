#include "app/door_button.h"

#include "widgets/palette.h"

#include <QEvent>
#include <QPainter>

namespace whydah {
namespace {

constexpr int margin = 16, picture = 32;

} // namespace

DoorButton::DoorButton(const QIcon& icon, const QString& title, const QString& line, QWidget* parent)
    : QAbstractButton(parent),
      line_(line) {
    setIcon(icon);
    setText(title);
    setAccessibleDescription(line);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

QFont DoorButton::title_font() const {
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.1);
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize DoorButton::sizeHint() const {
    const QFontMetrics title(title_font());
    const int widest =
        std::max(title.horizontalAdvance(QAbstractButton::text()), fontMetrics().horizontalAdvance(line_));
    return {3 * margin + picture + widest, 2 * margin + title.height() + fontMetrics().height() + 2};
}

bool DoorButton::event(QEvent* event) {
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) update();
    return QAbstractButton::event(event);
}

void DoorButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const PlotColours colours = plot_colours(palette());
    const bool warm = underMouse() || hasFocus();
    painter.setPen(QPen(warm ? colours.highlight : mixed(colours.background, colours.text, 0.2), warm ? 1.5 : 1));
    painter.setBrush(isDown() ? mixed(colours.background, colours.highlight, 0.15) : colours.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    icon().paint(&painter, QRect(margin, (height() - picture) / 2, picture, picture));

    const QFontMetrics title(title_font());
    const QRect texts = rect().adjusted(2 * margin + picture, margin, -margin, -margin);
    painter.setFont(title_font());
    painter.setPen(colours.text);
    painter.drawText(QRect(texts.topLeft(), QSize(texts.width(), title.height())), Qt::AlignVCenter, text());
    painter.setFont(font());
    painter.setPen(colours.muted);
    const QString fitting = fontMetrics().elidedText(line_, Qt::ElideRight, texts.width());
    painter.drawText(texts.adjusted(0, title.height() + 2, 0, 0), Qt::AlignTop, fitting);
}

} // namespace whydah
