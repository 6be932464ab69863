#include "widgets/region_picker.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace whydah {
namespace {

constexpr double least_drag = 5; // pixels; less is a click

} // namespace

RegionPicker::RegionPicker(QWidget* over) : QWidget(over) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    over->installEventFilter(this);
    hide();
}

void RegionPicker::set_shape(Shape shape) {
    shape_ = shape;
    path_.clear();
    resize(parentWidget()->size());
    setVisible(shape != Shape::none);
    parentWidget()->setCursor(shape == Shape::none ? Qt::ArrowCursor : Qt::CrossCursor);
    update();
}

bool RegionPicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched != parentWidget() || shape_ == Shape::none) return false;
    switch (event->type()) {
    case QEvent::Resize:
        resize(parentWidget()->size());
        return false;
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent*>(event));
    default:
        return false;
    }
}

bool RegionPicker::press(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return false;
    path_ = {event->position()};
    return true; // the widget would take the release for a click
}

bool RegionPicker::move(QMouseEvent* event) {
    if (path_.isEmpty() || !(event->buttons() & Qt::LeftButton)) return false;
    if (shape_ == Shape::box)
        path_.resize(1), path_ << event->position();
    else if (QLineF(path_.last(), event->position()).length() > 2)
        path_ << event->position();
    update();
    return true;
}

bool RegionPicker::release(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || path_.isEmpty()) return false;
    const QPolygonF drawn = region();
    path_.clear();
    update();
    const QRectF box = drawn.boundingRect();
    if (box.width() + box.height() > least_drag)
        Q_EMIT picked(drawn, event->modifiers());
    else
        Q_EMIT clicked(event->position(), event->modifiers());
    return true;
}

QPolygonF RegionPicker::region() const {
    if (shape_ == Shape::lasso || path_.size() < 2) return path_;
    return QPolygonF(QRectF(path_.first(), path_.last()).normalized());
}

void RegionPicker::paintEvent(QPaintEvent*) {
    if (path_.size() < 2) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, shape_ == Shape::lasso);
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(fill, 1.2, Qt::DashLine));
    fill.setAlpha(36);
    painter.setBrush(fill);
    painter.drawPolygon(region());
}

} // namespace whydah
