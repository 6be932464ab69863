#pragma once

#include "records/band_edges.h"
#include "widgets/plot.h"

#include <QTimer>

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace whydah {

class StyledPlot;

/// The two edges between many, medium and few on a plot of classes by rank: upright lines that can be dragged. The rule
/// that an edge asks for is told while it moves.
class BandHandles : public QObject {
    Q_OBJECT
public:
    /// Items and connections belong to the plot.
    /// @param taken places where another line is to be grasped
    BandHandles(StyledPlot* plot, std::function<bool(const QPointF&)> taken);

    /// @param counts training images of the classes, falling
    void show_rule(std::vector<std::int64_t> counts, const BandRule& rule);
    /// Call before a replot: the colour.
    void place();

    static constexpr int tell_milliseconds = 40; ///< between two tellings

Q_SIGNALS:
    void rule_moved(const whydah::BandRule& rule);

private:
    double x_of(BandEdge edge) const;
    bool is_near(BandEdge edge, const QPointF& at) const;
    void press(const QPointF& at);
    void drag_to(const QPointF& at);
    void move_lines();

    StyledPlot* plot_;
    std::function<bool(const QPointF&)> taken_;
    std::array<QCPItemLine*, 2> lines_{};
    std::vector<std::int64_t> counts_;
    BandRule rule_;
    QTimer tell_;
    double pressed_ = 0;
    std::vector<BandEdge> grasped_; ///< two where they stand on each other: the way of the drag tells which is meant
};

} // namespace whydah
