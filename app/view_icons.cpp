#include "app/view_icons.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <map>

namespace whydah {
namespace {

using Draw = void (*)(QPainter&);

// All in a square of 16 by 16.
void bars(QPainter& p) {
    for (const QRectF& bar : {QRectF(2, 2, 3, 12), QRectF(6.5, 7, 3, 7), QRectF(11, 11, 3, 3)})
        p.fillRect(bar, p.pen().color());
}
void falling_curve(QPainter& p) {
    p.drawPolyline(QPolygonF{{2, 2}, {2, 14}, {14, 14}});
    p.drawPolyline(QPolygonF{{4, 3}, {6, 8}, {9, 10.5}, {14, 11.5}});
}
void gains(QPainter& p) {
    p.drawLine(QPointF(2, 9), QPointF(14, 9));
    for (const auto& [x, y] : {std::pair{4.0, 6.0}, {7.0, 7.5}, {10.0, 3.5}, {13.0, 12.5}})
        p.drawLine(QPointF(x, 9), QPointF(x, y));
}
void paths(QPainter& p) {
    p.drawPolyline(QPolygonF{{2, 13}, {5, 8}, {9, 7}, {13, 3}});
    p.drawPolyline(QPolygonF{{9.5, 2.5}, {13.5, 2.5}, {13.5, 6.5}});
    p.drawEllipse(QPointF(10, 12.5), 1.5, 1.5);
}
void two_columns(QPainter& p) {
    p.drawRect(QRectF(2, 3, 4.5, 10));
    p.drawRect(QRectF(9.5, 3, 4.5, 10));
}
void page(QPainter& p) {
    p.drawRect(QRectF(3.5, 2, 9, 12));
    for (double y : {5.5, 8.0, 10.5}) p.drawLine(QPointF(6, y), QPointF(10, y));
}
void rows(QPainter& p) {
    for (double y : {4.0, 8.0, 12.0}) {
        p.drawLine(QPointF(6, y), QPointF(14, y));
        p.drawEllipse(QPointF(2.8, y), 0.7, 0.7);
    }
}
void pictures(QPainter& p) {
    p.drawRect(QRectF(2, 3, 12, 10));
    p.drawPolyline(QPolygonF{{2, 11}, {6, 7}, {9, 10}, {11, 8.5}, {14, 11}});
    p.drawEllipse(QPointF(10.5, 5.8), 1, 1);
}
void queue(QPainter& p) {
    p.drawRect(QRectF(2, 2.5, 8, 3));
    p.drawRect(QRectF(2, 7, 8, 3));
    p.drawPolyline(QPolygonF{{13, 3}, {13, 13}, {6, 13}});
    p.drawPolyline(QPolygonF{{8, 11}, {6, 13}, {8, 15}});
}

const std::map<QString, Draw>& drawings() {
    const auto name = [](const char* view) { return QCoreApplication::translate("whydah::Workbench", view); };
    static const std::map<QString, Draw> all{
        {name("Distribution"), bars}, {name("Training"), falling_curve}, {name("Accuracy"), gains},
        {name("Dynamics"), paths},    {name("Compare"), two_columns},    {name("Protocol"), page},
        {name("Runs"), rows},         {name("Images"), pictures},        {name("Queue"), queue}};
    return all;
}

} // namespace

QIcon view_icon(const QString& name, const QPalette& palette) {
    QPixmap picture(32, 32);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::WindowText), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto found = drawings().find(name);
    if (found != drawings().end())
        found->second(painter);
    else
        painter.drawText(QRectF(0, 0, 16, 16), Qt::AlignCenter, name.left(1));
    return QIcon(picture);
}

} // namespace whydah
