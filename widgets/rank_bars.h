#pragma once

#include "widgets/plot.h"

namespace whydah {

/// Bars of classes side by side, one a whole number of the key axis. The gaps between them are all of the same whole
/// number of pixels, or there are none: QCPBars rounds each edge apart, and at some four pixels a class the gaps of a
/// hundred bars come and go. In vector formats nothing is rounded. Brush only; no pen, no stacks, no groups.
class RankBars : public QCPBars {
public:
    /// Plain, not selectable, not smoothed.
    RankBars(QCPAxis* keys, QCPAxis* values);

    /// Between bars that take `step` pixels each.
    static int gap(double step);

protected:
    void draw(QCPPainter* painter) override;
};

} // namespace whydah
