#include "widgets/band_handles.h"

#include "widgets/plot_style.h"

#include <cmath>

namespace whydah {
namespace {

constexpr double reach = 5; // pixels
constexpr std::array edges{BandEdge::many_medium, BandEdge::medium_few};

} // namespace

BandHandles::BandHandles(StyledPlot* plot, std::function<bool(const QPointF&)> taken)
    : QObject(plot),
      plot_(plot),
      taken_(std::move(taken)) {
    for (QCPItemLine*& line : lines_) {
        line = new QCPItemLine(plot);
        line->setLayer(plot->overlay());
        line->setSelectable(false);
        line->setVisible(false);
        for (QCPItemPosition* end : {line->start, line->end}) {
            end->setTypeX(QCPItemPosition::ptPlotCoords);
            end->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
    }
    tell_.setSingleShot(true);
    tell_.setInterval(tell_milliseconds);
    connect(&tell_, &QTimer::timeout, this, [this] { Q_EMIT rule_moved(rule_); });
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton) press(event->position());
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (!grasped_.empty())
            drag_to(event->position());
        else if (event->buttons() == Qt::NoButton && !taken_(event->position()) &&
                 (is_near(edges[0], event->position()) || is_near(edges[1], event->position())))
            plot_->setCursor(Qt::SplitHCursor);
    });
    connect(plot, &QCustomPlot::mouseRelease, this, [this] {
        if (grasped_.empty()) return;
        grasped_.clear();
        plot_->setInteraction(QCP::iRangeDrag, true);
        if (!tell_.isActive()) return;
        tell_.stop();
        Q_EMIT rule_moved(rule_);
    });
}

void BandHandles::show_rule(std::vector<std::int64_t> counts, const BandRule& rule) {
    counts_ = std::move(counts);
    rule_ = rule;
    move_lines();
}

double BandHandles::x_of(BandEdge edge) const { return static_cast<double>(edge_place(rule_, counts_, edge)) - 0.5; }

void BandHandles::move_lines() {
    for (BandEdge edge : edges) {
        QCPItemLine* line = lines_[static_cast<std::size_t>(edge)];
        line->setVisible(!counts_.empty());
        if (counts_.empty()) continue;
        line->start->setCoords(x_of(edge), 0);
        line->end->setCoords(x_of(edge), 1);
    }
}

void BandHandles::place() {
    for (QCPItemLine* line : lines_) line->setPen(QPen(plot_->colours().muted, 1, Qt::DashLine));
}

bool BandHandles::is_near(BandEdge edge, const QPointF& at) const {
    return !counts_.empty() && plot_->axisRect()->rect().contains(at.toPoint()) &&
           std::abs(plot_->xAxis->coordToPixel(x_of(edge)) - at.x()) <= reach;
}

void BandHandles::press(const QPointF& at) {
    if (taken_(at)) return;
    for (BandEdge edge : edges)
        if (is_near(edge, at)) grasped_.push_back(edge);
    if (grasped_.empty()) return;
    pressed_ = at.x();
    plot_->setInteraction(QCP::iRangeDrag, false);
}

void BandHandles::drag_to(const QPointF& at) {
    if (grasped_.size() > 1) {
        if (std::abs(at.x() - pressed_) < 1) return;
        grasped_ = {at.x() < pressed_ ? BandEdge::many_medium : BandEdge::medium_few};
    }
    const auto rank = static_cast<std::int64_t>(std::floor(plot_->xAxis->pixelToCoord(at.x()) + 1));
    const BandRule moved = with_edge_at(rule_, counts_, grasped_.front(), rank);
    if (moved == rule_) return;
    rule_ = moved;
    move_lines();
    plot_->refresh_overlay();
    if (!tell_.isActive()) tell_.start();
}

} // namespace whydah
