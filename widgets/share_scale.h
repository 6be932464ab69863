#pragma once

#include "widgets/plot.h"

namespace whydah {

class StyledPlot;

/// What the colours of one kind of a confusion matrix's cells mean: a bar beside the matrix, in percent, logarithmic.
/// In SVG and PDF it is a gradient, where QCPColorScale has pixels.
class ShareScale : public QCPAxisRect {
    Q_OBJECT
public:
    /// @param column of the plot's layout
    ShareScale(StyledPlot* plot, int column, bool with_numbers);

    void set_gradient(const QCPColorGradient& gradient);
    QCPAxis* axis() const { return axis_; }
    /// Says beside it what is shown; beside a low one there is no room for all that could be said.
    void name_for(int height);

protected:
    void draw(QCPPainter* painter) override;

private:
    static constexpr int bar_width = 10; ///< pixels
    QCPAxis* axis_;
    QGradientStops colours_; ///< from the foot to the top
};

} // namespace whydah
