// The names that TrajectoryLayer writes beside its paths.
#include "widgets/plot_style.h"
#include "widgets/trajectory_layer.h"

#include <algorithm>
#include <array>

namespace whydah {
namespace {

constexpr std::size_t names_shown = 12; // where nothing is selected

} // namespace

void TrajectoryLayer::draw_names(QCPPainter* painter) {
    taken_.clear();
    written_.clear();
    const PlotColours& colours = plot_->colours();
    const auto name = [&](const ClassTrajectory& path) {
        const QPointF end = pixel(path.points.back());
        const QPointF way = path.points.size() > 1 ? end - pixel(path.points[path.points.size() - 2]) : QPointF();
        return write(painter, end, way, QString::fromStdString(path.name), colours.text);
    };
    QFont font = small_font(plot_);
    painter->setFont(font);
    if (selected_.empty()) {
        for (const ClassTrajectory* path : by_length_)
            if (written_.size() < names_shown && path->points.size() > 1) name(*path);
        return;
    }
    font.setBold(true);
    painter->setFont(font);
    for (int label : selected_)
        if (const ClassTrajectory* path = find(label); !path->points.empty()) name(*path);
    painter->setFont(small_font(plot_));
    for (int label : selected_)
        for (const TrajectoryPoint& point : find(label)->points)
            if (point.shot > 0) write(painter, pixel(point), {}, QString::number(point.shot), colours.muted);
}

// Beside the point where the text covers no other, on the side to which the path goes if that is free. No place: not
// written.
bool TrajectoryLayer::write(QCPPainter* painter, const QPointF& at, const QPointF& way, const QString& text,
                            const QColor& colour) {
    const QRectF frame = clipRect();
    if (!frame.contains(at)) return false;
    const QSizeF size = QFontMetricsF(painter->font()).size(Qt::TextSingleLine, text) + QSizeF(4, 0);
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
        if (!frame.contains(place) || std::any_of(taken_.begin(), taken_.end(), covers)) continue;
        QColor ground = plot_->colours().background;
        ground.setAlphaF(0.78F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(place, 3, 3);
        painter->setPen(colour);
        painter->drawText(place, Qt::AlignCenter, text);
        taken_.push_back(place);
        written_.push_back(text);
        return true;
    }
    return false;
}

} // namespace whydah
