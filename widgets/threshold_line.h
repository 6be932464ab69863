#pragma once

#include "widgets/plot.h"

#include <cstdint>
#include <vector>

namespace whydah {

class StyledPlot;

/// The threshold t of Sec. 3.1 across a plot of class sizes: classes whose bars rise above it are the head classes H_t.
/// It can be dragged, and catches at powers of two, where the blocks have theirs (t = 2^(i+1), k = 2^i).
class ThresholdLine : public QObject {
    Q_OBJECT
public:
    /// Items and connections belong to the plot, whose y axis counts training images.
    explicit ThresholdLine(StyledPlot* plot);

    /// @param counts training images of the classes, falling
    void show_counts(std::vector<std::int64_t> counts);
    std::int64_t value() const { return value_; }
    /// Held within 1 and the largest class. Sends no signal.
    void set_value(std::int64_t threshold);
    /// N of the network that was trained, -1 if none is known: thresholds beyond it belong to no block.
    void set_last_block(std::int64_t last_block);
    /// To the next power of two above or below, as a key asks.
    void step(bool up);
    std::int64_t head_classes() const;
    QString text() const;
    /// Call before a replot: colours, text and its side of the line.
    void place();

    /// Whether it is grasped there.
    bool is_near(const QPointF& at) const;

private:
    void place_text();
    void drag_to(double y);
    void move_to(std::int64_t threshold);

    StyledPlot* plot_;
    QCPItemLine *line_, *drop_, *pole_;
    QCPItemText* text_;
    std::vector<std::int64_t> counts_;
    std::int64_t value_ = 2, last_block_ = -1;
    bool dragging_ = false;
};

/// Which block a threshold belongs to: "block 2 (k = 4)", "between blocks 2 and 3", "below block 0", and with a last
/// block that is known "beyond the last block, 6".
QString block_text(std::int64_t threshold, std::int64_t last_block = -1);

} // namespace whydah
