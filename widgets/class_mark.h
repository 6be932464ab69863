#pragma once

#include "widgets/plot.h"

namespace whydah {

class StyledPlot;

/// The selected class in a plot of classes by rank: its column tinted and its name above.
class ClassMark {
public:
    /// The items belong to the plot and follow its palette.
    explicit ClassMark(StyledPlot* plot);
    void show(int rank, const QString& text);
    void hide();
    /// Call before a replot: the text goes to the side where there is room.
    void place();

private:
    StyledPlot* plot_;
    QCPItemRect* column_;
    QCPItemText* text_;
    int rank_ = -1;
};

} // namespace whydah
