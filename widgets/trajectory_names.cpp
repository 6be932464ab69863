// The names that TrajectoryLayer writes beside its paths.
#include "widgets/plot_style.h"
#include "widgets/trajectory_layer.h"

namespace whydah {
namespace {

constexpr std::size_t names_shown = 12; // where nothing is selected

} // namespace

void TrajectoryLayer::draw_names(QCPPainter* painter) {
    names_.begin(clipRect());
    const PlotColours& frame = plot_->colours();
    const auto write = [&](const QPointF& at, const QPointF& way, const QString& text, const QColor& colour) {
        return names_.write(*painter, at, way, text, colour, frame.background);
    };
    const auto name = [&](const ClassTrajectory& path) {
        const PlaceOnPath now = place_on(path, stage_, shown_->last_block);
        const QPointF end = pixel(now.position);
        const QPointF way =
            path.points.size() > 1 ? end - pixel(path.points[now.points > 1 ? now.points - 2 : 0]) : QPointF();
        return write(end, way, QString::fromStdString(path.name), frame.text);
    };
    painter->setFont(small_font(plot_));
    if (selected_.empty()) {
        for (const ClassTrajectory* path : by_length_)
            if (written().size() < names_shown && path->points.size() > 1) name(*path);
        return;
    }
    QFont bold = small_font(plot_);
    bold.setBold(true);
    painter->setFont(bold);
    for (auto label = selected_.rbegin(); label != selected_.rend(); ++label) // the current one has the first choice
        for (const ClassTrajectory& path : shown_->classes)
            if (path.label == *label && !path.points.empty()) name(path);
    painter->setFont(small_font(plot_));
    if (selected_.size() > names_shown) return;
    for (int label : selected_)
        for (const ClassTrajectory& path : shown_->classes)
            if (path.label == label)
                for (const TrajectoryPoint& point : path.points)
                    if (point.shot > 0) write(pixel(point), {}, QString::number(point.shot), frame.muted);
}

} // namespace whydah
