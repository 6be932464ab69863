#include "widgets/trajectory_layer.h"

#include "widgets/plot_style.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr double reach = 8;               // pixels
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

void TrajectoryLayer::show_trajectories(std::shared_ptr<const Trajectories> trajectories, std::size_t measured) {
    shown_ = trajectories ? std::move(trajectories) : std::make_shared<const Trajectories>();
    measured_ = measured;
    colours_.last_block = shown_->last_block;
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

QColor TrajectoryLayer::shot_colour_of(std::int64_t shot) const { return colours_.shot(shot, plot_->colours().dark); }

void TrajectoryLayer::set_colours(TrajectoryColours colours) {
    colours_ = std::move(colours);
    colours_.last_block = shown_->last_block;
}

bool TrajectoryLayer::is_predicted(const ClassTrajectory& path) const {
    return measured_ > 0 && static_cast<std::size_t>(&path - shown_->classes.data()) >= measured_;
}

QPointF TrajectoryLayer::pixel(const std::array<double, 3>& position) const {
    return coordsToPixels(position[0], position[1]);
}

std::vector<int> TrajectoryLayer::labels_in(const QPolygonF& pixels) const {
    std::vector<int> out;
    const QRectF box = pixels.boundingRect();
    for (const ClassTrajectory& path : shown_->classes)
        if (std::any_of(path.points.begin(), path.points.end(), [&](const TrajectoryPoint& point) {
                const QPointF at = pixel(point);
                return box.contains(at) && pixels.containsPoint(at, Qt::OddEvenFill);
            }))
            out.push_back(static_cast<int>(path.label));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end()); // measured and predicted chains of one class
    return out;
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

} // namespace whydah
