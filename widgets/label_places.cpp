#include "widgets/label_places.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>

namespace whydah {

void LabelPlaces::begin(const QRectF& frame) {
    frame_ = frame;
    kept_ = {};
    taken_.clear();
    written_.clear();
}

bool LabelPlaces::write(QPainter& painter, const QPointF& at, const QPointF& way, const QString& text,
                        const QColor& colour, const QColor& ground) {
    if (!frame_.contains(at)) return false;
    const QSizeF size = QFontMetricsF(painter.font()).size(Qt::TextSingleLine, text) + QSizeF(4, 0);
    const double gap = 6, middle_x = -size.width() / 2, middle_y = -size.height() / 2;
    const std::array sides{std::pair{QPointF(1, 0), QPointF(gap, middle_y)},
                           std::pair{QPointF(-1, 0), QPointF(-gap - size.width(), middle_y)},
                           std::pair{QPointF(0, -1), QPointF(middle_x, -gap - size.height())},
                           std::pair{QPointF(0, 1), QPointF(middle_x, gap)}};
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return QPointF::dotProduct(way, sides[a].first) > QPointF::dotProduct(way, sides[b].first);
    });
    for (std::size_t side : order) {
        const QRectF place(at + sides[side].second, size);
        const auto covers = [&](const QRectF& other) { return other.intersects(place); };
        if (!frame_.contains(place) || kept_.intersects(place) || std::any_of(taken_.begin(), taken_.end(), covers))
            continue;
        QColor breath = ground;
        breath.setAlphaF(0.78F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(breath);
        painter.drawRoundedRect(place, 3, 3);
        painter.setPen(colour);
        painter.drawText(place, Qt::AlignCenter, text);
        taken_.push_back(place);
        written_.push_back(text);
        return true;
    }
    return false;
}

} // namespace whydah
