#include "widgets/trajectory_layer.h"

#include "widgets/plot_style.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace whydah {
namespace {

constexpr double reach = 8;               // pixels
constexpr std::size_t many_paths = 300;   // drawn thinner
constexpr std::size_t most_pieces = 8000; // drawn with round corners, points and heads

double length(const ClassTrajectory& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.points.size(); ++i) {
        const auto &a = path.points[i - 1].position, &b = path.points[i].position;
        sum += std::hypot(b[0] - a[0], b[1] - a[1]);
    }
    return sum;
}

double distance(const QPointF& p, const QPointF& a, const QPointF& b) {
    const QPointF along = b - a;
    const double squared = QPointF::dotProduct(along, along);
    const double t = squared > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / squared, 0.0, 1.0) : 0;
    return QLineF(p, a + t * along).length();
}

QRectF bounds(const ClassTrajectory& path) {
    QPolygonF points;
    for (const TrajectoryPoint& point : path.points) points << QPointF(point.position[0], point.position[1]);
    return points.boundingRect();
}

/// Draws the selected paths of a TrajectoryLayer on a layer of their own.
class SelectedPaths : public QCPLayerable {
public:
    SelectedPaths(StyledPlot* plot, QCPLayer* on, TrajectoryLayer* paths) : QCPLayerable(plot), paths_(paths) {
        setLayer(on);
    }

protected:
    QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override { paths_->draw_selection(painter); }

private:
    TrajectoryLayer* paths_;
};

} // namespace

QString shot_text(std::int64_t shot) { return shot > 0 ? QObject::tr("%1-shot").arg(shot) : QObject::tr("many-shot"); }

TrajectoryLayer::TrajectoryLayer(StyledPlot* plot) : QCPAbstractPlottable(plot->xAxis, plot->yAxis), plot_(plot) {
    setSelectable(QCP::stNone);
    const QString name = QStringLiteral("selection");
    plot->addLayer(name, plot->overlay(), QCustomPlot::limBelow);
    selection_layer_ = plot->layer(name);
    selection_layer_->setMode(QCPLayer::lmBuffered);
    new SelectedPaths(plot, selection_layer_, this); // the plot's child
}

void TrajectoryLayer::show_trajectories(std::shared_ptr<const Trajectories> trajectories) {
    shown_ = trajectories ? std::move(trajectories) : std::make_shared<const Trajectories>();
    std::vector<std::pair<double, const ClassTrajectory*>> lengths;
    bounds_.clear();
    pieces_ = 0;
    for (const ClassTrajectory& path : shown_->classes) {
        lengths.emplace_back(length(path), &path);
        bounds_.push_back(bounds(path));
        pieces_ += path.points.size();
    }
    travelled_ = bounds_of_paths(2);
    if (travelled_.isNull()) travelled_ = bounds_of_paths(1);
    std::stable_sort(lengths.begin(), lengths.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    by_length_.clear();
    for (const auto& [_, path] : lengths) by_length_.push_back(path);
    std::erase_if(selected_, [this](int label) { return !find(label); });
}

void TrajectoryLayer::select(std::vector<int> labels) {
    std::erase_if(labels, [this](int label) { return !find(label); });
    selected_ = std::move(labels);
}

QColor TrajectoryLayer::shot_colour_of(std::int64_t shot) const {
    return shot_colour(shot_place(shot, shown_->last_block), scale_, plot_->colours().dark);
}

QPointF TrajectoryLayer::pixel(const TrajectoryPoint& point) const {
    return coordsToPixels(point.position[0], point.position[1]);
}

const ClassTrajectory* TrajectoryLayer::find(int label) const {
    const auto found = std::find_if(shown_->classes.begin(), shown_->classes.end(),
                                    [label](const ClassTrajectory& path) { return path.label == label; });
    return found == shown_->classes.end() ? nullptr : &*found;
}

bool TrajectoryLayer::is_selected(const ClassTrajectory& path) const {
    return std::find(selected_.begin(), selected_.end(), path.label) != selected_.end();
}

TrajectoryLayer::Hit TrajectoryLayer::hit(const QPointF& at) const {
    Hit best;
    double best_distance = reach;
    const double x = mKeyAxis->pixelToCoord(at.x()), y = mValueAxis->pixelToCoord(at.y());
    const double far_x = std::abs(mKeyAxis->pixelToCoord(at.x() + reach + 2) - x);
    const double far_y = std::abs(mValueAxis->pixelToCoord(at.y() + reach + 2) - y);
    for (std::size_t c = 0; c < shown_->classes.size(); ++c) {
        const ClassTrajectory& path = shown_->classes[c];
        const QRectF& box = bounds_[c];
        if (x < box.left() - far_x || x > box.right() + far_x || y < box.top() - far_y || y > box.bottom() + far_y)
            continue;
        std::size_t nearest = 0;
        double to_path = 1e9, to_point = 1e9;
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const QPointF here = pixel(path.points[i]);
            if (const double d = QLineF(at, here).length(); d < to_point) to_point = d, nearest = i;
            to_path = std::min(to_path, i ? distance(at, pixel(path.points[i - 1]), here) : to_point);
        }
        if (is_selected(path)) to_path -= 2;
        if (to_path < best_distance) best_distance = to_path, best = {&path, nearest};
    }
    return best;
}

QRectF TrajectoryLayer::bounds_of_paths(std::size_t least_points) const {
    QPolygonF corners;
    for (std::size_t c = 0; c < bounds_.size(); ++c)
        if (shown_->classes[c].points.size() >= least_points)
            corners << bounds_[c].topLeft() << bounds_[c].bottomRight();
    return corners.boundingRect();
}

int TrajectoryLayer::out_of_sight() const {
    const QRectF seen =
        travelled_.marginsAdded(QMarginsF(0.05, 0.05, 0.05, 0.05) * std::max(travelled_.width(), travelled_.height()));
    return static_cast<int>(std::count_if(bounds_.begin(), bounds_.end(), [&](const QRectF& box) {
        return box.left() < seen.left() || box.right() > seen.right() || box.top() < seen.top() ||
               box.bottom() > seen.bottom();
    }));
}

QCPRange TrajectoryLayer::range(std::size_t axis, bool& found) const {
    found = pieces_ > 0;
    if (!found) return {};
    return axis == 0 ? QCPRange(travelled_.left(), travelled_.right())
                     : QCPRange(travelled_.top(), travelled_.bottom());
}

bool TrajectoryLayer::is_crowded() const { return pieces_ > most_pieces; }

QColor TrajectoryLayer::pale(std::int64_t shot, double strength) const {
    return mixed(plot_->colours().background, shot_colour_of(shot), strength);
}

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
    for (int label : selected_) chosen.push_back(find(label));
    if (chosen.empty()) return;
    painter->setAntialiasing(true);
    draw_paths(painter, chosen, 2.6, 1);
    draw_names(painter);
}

// Lines of one pixel without smoothing; a square for a class that keeps its weights.
void TrajectoryLayer::draw_bare(QCPPainter* painter, double strength) const {
    std::map<std::int64_t, QVector<QLineF>> lines;
    QVector<QRectF> squares;
    for (const ClassTrajectory& path : shown_->classes) {
        QPointF before;
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const QPointF here = pixel(path.points[i]);
            if (i) lines[path.points[i].shot] << QLineF(before, here);
            before = here;
        }
        if (path.points.size() == 1) squares << QRectF(before - QPointF(1, 1), QSizeF(2, 2));
    }
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pale(0, strength));
    painter->drawRects(squares);
    for (const auto& [shot, pieces] : lines) {
        painter->setPen(QPen(pale(shot, strength), 1));
        painter->drawLines(pieces);
    }
}

void TrajectoryLayer::draw_paths(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                                 double strength) const {
    std::map<std::int64_t, QVector<QLineF>> lines;
    std::map<std::int64_t, QVector<QPointF>> points;
    for (const ClassTrajectory* path : paths)
        for (std::size_t i = 0; i < path->points.size(); ++i) {
            const TrajectoryPoint& point = path->points[i];
            if (i + 1 < path->points.size()) points[point.shot] << pixel(point);
            if (i) lines[point.shot] << QLineF(pixel(path->points[i - 1]), pixel(point));
        }
    for (const auto& [shot, pieces] : lines) {
        painter->setPen(QPen(pale(shot, strength), width, Qt::SolidLine, Qt::RoundCap));
        painter->drawLines(pieces);
    }
    for (const auto& [shot, dots] : points) {
        painter->setPen(QPen(pale(shot, strength), 2.2 + 1.4 * width, Qt::SolidLine, Qt::RoundCap));
        painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
    }
    draw_ends(painter, paths, width, strength);
}

// An arrow head where a path ends; a ring for a class that keeps its weights.
void TrajectoryLayer::draw_ends(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                                double strength) const {
    const PlotColours& colours = plot_->colours();
    const double size = 4 + 1.6 * width;
    for (const ClassTrajectory* path : paths) {
        if (path->points.empty()) continue;
        const QColor colour = pale(path->points.back().shot, strength);
        const QPointF end = pixel(path->points.back());
        if (path->points.size() == 1) {
            painter->setPen(QPen(colour, 1.4));
            painter->setBrush(colours.background);
            painter->drawEllipse(end, 2 + width, 2 + width);
            continue;
        }
        const QLineF last(end, pixel(path->points[path->points.size() - 2]));
        if (last.length() < 1) continue;
        const QPointF back = (last.p2() - end) / last.length() * size, side(-back.y() * 0.45, back.x() * 0.45);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPolygon(QPolygonF{end, end + back + side, end + 0.75 * back, end + back - side});
    }
}

} // namespace whydah
