#pragma once

#include "records/bands.h"
#include "widgets/class_ranking.h"
#include "widgets/plot.h"

#include <array>

namespace whydah {

class StyledPlot;

/// Many, medium and few behind a plot of classes by rank: each band's ranks lightly shaded, its name, rule and number
/// of classes above.
class BandRegions {
public:
    /// The items belong to the plot.
    explicit BandRegions(StyledPlot* plot);
    void show_bands(const ClassRanking& ranking, const BandRule& rule);
    /// Call before a replot: colours, and labels beside each other as long as there is room.
    void place();

private:
    struct Region {
        QCPItemRect* shade;
        QCPItemText* label;
        std::array<QString, 3> texts; ///< from long to short
        int first = 0, size = 0;      ///< ranks
    };
    /// Left ends of the labels with their texts of this length; false if they do not fit.
    bool lay_out(std::size_t length, std::array<double, 3>& lefts) const;

    StyledPlot* plot_;
    std::array<Region, 3> regions_{};
};

} // namespace whydah
