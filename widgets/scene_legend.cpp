#include "widgets/scene_legend.h"

#include "widgets/palette.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace whydah {
namespace {

constexpr double square = 10, gap = 5, between = 14, line_length = 16;

void draw_mark(QPainter& painter, const SwatchStrip::Swatch& swatch, const QPointF& left) {
    using Shape = SwatchStrip::Swatch::Shape;
    painter.setPen(Qt::NoPen);
    painter.setBrush(swatch.colour);
    if (swatch.shape == Shape::square)
        painter.drawRoundedRect(QRectF(left.x(), left.y() - 5, square, square), 1.5, 1.5);
    if (swatch.shape == Shape::ring) painter.drawEllipse(QPointF(left.x() + 5, left.y()), 3.2, 3.2);
    if (swatch.shape == Shape::line) painter.drawRect(QRectF(left.x(), left.y() - 1.5, line_length, 3));
    if (swatch.shape == Shape::dashes)
        for (int dash = 0; dash < 3; ++dash) painter.drawRect(QRectF(left.x() + 6 * dash, left.y() - 1.5, 4, 3));
}

} // namespace

QRectF draw_legend(QPainter& painter, const QRectF& frame, const QString& title,
                   const std::vector<SwatchStrip::Swatch>& swatches, const PlotColours& colours) {
    if (swatches.empty()) return {};
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 4, indent = 8 + metrics.horizontalAdvance(title) + between;
    double x = indent, y = 6, right = 0;
    painter.setPen(colours.muted);
    painter.drawText(QRectF(8, y, frame.width(), line), Qt::AlignLeft | Qt::AlignVCenter, title);
    for (const SwatchStrip::Swatch& swatch : swatches) {
        const bool square_mark =
            swatch.shape == SwatchStrip::Swatch::Shape::square || swatch.shape == SwatchStrip::Swatch::Shape::ring;
        const double mark = square_mark ? square : line_length;
        const double width = mark + gap + metrics.horizontalAdvance(swatch.label);
        if (x > indent && x + width > frame.width() - 8) x = indent, y += line;
        draw_mark(painter, swatch, {x, y + line / 2});
        painter.setPen(colours.text);
        painter.drawText(QRectF(x + mark + gap, y, width, line), Qt::AlignLeft | Qt::AlignVCenter, swatch.label);
        right = std::max(right, x + width);
        x += width + between;
    }
    return {0, 0, right, y + line};
}

} // namespace whydah
