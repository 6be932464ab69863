// How TrajectoryLayer draws its paths.
#include "widgets/plot_style.h"
#include "widgets/trajectory_layer.h"

#include <algorithm>
#include <map>

namespace whydah {
namespace {

constexpr std::size_t many_paths = 300; // drawn thinner
constexpr double to_come = 0.3;         // of the way that a class has still to go

/// Pieces and dots by colour, so that they are drawn in few calls.
struct Strokes {
    std::map<QRgb, QVector<QLineF>> lines, dashed, faint;
    std::map<QRgb, QVector<QPointF>> dots;
};

void draw_lines(QCPPainter* painter, const std::map<QRgb, QVector<QLineF>>& lines, double width, Qt::PenStyle style) {
    for (const auto& [colour, pieces] : lines) {
        QPen pen(QColor(colour), width, style, style == Qt::SolidLine ? Qt::RoundCap : Qt::FlatCap);
        if (style != Qt::SolidLine) pen.setDashPattern({2.5, 1.5});
        painter->setPen(pen);
        painter->drawLines(pieces);
    }
}

} // namespace

void TrajectoryLayer::draw(QCPPainter* painter) {
    const double strength = selected_.empty() ? 0.85 : plot_->colours().dark ? 0.38 : 0.28;
    if (is_crowded()) {
        draw_bare(painter, strength);
    } else {
        std::vector<const ClassTrajectory*> all;
        for (const ClassTrajectory& path : shown_->classes) all.push_back(&path);
        // Rings below the paths: there may be many, and they say less.
        std::stable_partition(all.begin(), all.end(),
                              [](const ClassTrajectory* path) { return path->points.size() == 1; });
        painter->setAntialiasing(true);
        draw_paths(painter, all, all.size() > many_paths ? 0.9 : 1.3, strength);
    }
    painter->setAntialiasing(true);
    if (selected_.empty()) draw_names(painter);
}

void TrajectoryLayer::draw_selection(QCPPainter* painter) {
    std::vector<const ClassTrajectory*> chosen;
    for (int label : selected_)
        for (const ClassTrajectory& path : shown_->classes)
            if (path.label == label) chosen.push_back(&path);
    if (chosen.empty()) return;
    painter->setAntialiasing(true);
    draw_paths(painter, chosen, chosen.size() > many_paths / 4 ? 1.6 : 2.6, 1);
    draw_names(painter);
}

// Lines of one pixel without smoothing; a square for a class that keeps its weights, or is on its way.
void TrajectoryLayer::draw_bare(QCPPainter* painter, double strength) const {
    std::map<QRgb, QVector<QLineF>> lines;
    std::map<QRgb, QVector<QRectF>> squares;
    const bool moving = stage_ != whole_way;
    ColourTable table(colours_, plot_->colours());
    for (const ClassTrajectory& path : shown_->classes) {
        if (path.points.empty()) continue;
        const PlaceOnPath now = place_on(path, stage_, shown_->last_block);
        QPointF before = pixel(path.points[0]);
        for (std::size_t i = 1; i < now.points; ++i) {
            const QPointF here = pixel(path.points[i]);
            lines[table.at(path.label, path.points[i].shot, strength)] << QLineF(before, here);
            before = here;
        }
        const QPointF end = pixel(now.position);
        const QRgb colour = table.at(path.label, now.shot, now.waits ? to_come * strength : strength);
        if (end != before) lines[colour] << QLineF(before, end);
        if (moving || path.points.size() == 1) squares[colour] << QRectF(end - QPointF(1, 1), QSizeF(2, 2));
    }
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    for (const auto& [colour, places] : squares) {
        painter->setBrush(QColor(colour));
        painter->drawRects(places);
    }
    painter->setBrush(Qt::NoBrush);
    draw_lines(painter, lines, 1, Qt::SolidLine);
}

void TrajectoryLayer::draw_paths(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                                 double strength) const {
    Strokes strokes;
    ColourTable table(colours_, plot_->colours());
    for (const ClassTrajectory* path : paths) {
        if (path->points.empty()) continue;
        const PlaceOnPath now = place_on(*path, stage_, shown_->last_block);
        auto& lines = is_predicted(*path) ? strokes.dashed : strokes.lines;
        const auto colour = [&](std::int64_t shot, double share) {
            return table.at(path->label, shot, share * strength);
        };
        for (std::size_t i = 0; i < now.points; ++i) {
            const TrajectoryPoint& point = path->points[i];
            const bool is_end = i + 1 == now.points && pixel(now.position) == pixel(point);
            if (!is_end) strokes.dots[colour(point.shot, 1)] << pixel(point);
            if (i) lines[colour(point.shot, 1)] << QLineF(pixel(path->points[i - 1]), pixel(point));
        }
        QPointF before = pixel(path->points[now.points - 1]);
        if (const QPointF end = pixel(now.position); end != before) {
            lines[colour(now.shot, 1)] << QLineF(before, end);
            before = end;
        }
        for (std::size_t i = now.points; i < path->points.size(); ++i) {
            const QPointF here = pixel(path->points[i]);
            strokes.faint[colour(path->points[i].shot, to_come)] << QLineF(before, here);
            before = here;
        }
    }
    draw_lines(painter, strokes.faint, width, Qt::SolidLine);
    draw_lines(painter, strokes.lines, width, Qt::SolidLine);
    draw_lines(painter, strokes.dashed, width, Qt::CustomDashLine);
    for (const auto& [colour, dots] : strokes.dots) {
        painter->setPen(QPen(QColor(colour), 2.2 + 1.4 * width, Qt::SolidLine, Qt::RoundCap));
        painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
    }
    draw_ends(painter, paths, width, strength);
}

// An arrow head where a path ends, or is now; a ring for a class that keeps its weights, or waits for its first shot.
void TrajectoryLayer::draw_ends(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                                double strength) const {
    const PlotColours& frame = plot_->colours();
    const double size = 4 + 1.6 * width;
    ColourTable table(colours_, frame);
    for (const ClassTrajectory* path : paths) {
        if (path->points.empty()) continue;
        const PlaceOnPath now = place_on(*path, stage_, shown_->last_block);
        const QColor colour = table.at(path->label, now.shot, now.waits ? to_come * strength : strength);
        const QPointF end = pixel(now.position);
        QPointF from = pixel(path->points[now.points - 1]);
        if (from == end && now.points > 1) from = pixel(path->points[now.points - 2]);
        const QLineF last(end, from);
        if (path->points.size() == 1 || from == end) {
            painter->setPen(QPen(colour, 1.4));
            painter->setBrush(frame.background);
            painter->drawEllipse(end, 2 + width, 2 + width);
            continue;
        }
        if (last.length() < 1) continue;
        const QPointF back = (last.p2() - end) / last.length() * size, side(-back.y() * 0.45, back.x() * 0.45);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPolygon(QPolygonF{end, end + back + side, end + 0.75 * back, end + back - side});
    }
}

} // namespace whydah
