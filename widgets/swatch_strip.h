#pragma once

#include "widgets/plot.h"

#include <vector>

namespace whydah {

class StyledPlot;

/// A legend in one line (or a few, where the plot is narrow) above the axes: title, then coloured squares with labels.
class SwatchStrip : public QCPLayoutElement {
    Q_OBJECT
public:
    struct Swatch {
        QColor colour;
        QString label;
        enum class Shape { square, line, dashes, ring } shape = Shape::square;
    };
    explicit SwatchStrip(StyledPlot* plot);
    void show_swatches(const QString& title, std::vector<Swatch> swatches);
    const std::vector<Swatch>& swatches() const { return swatches_; }

    QSize minimumOuterSizeHint() const override;
    QSize maximumOuterSizeHint() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Place {
        QPointF at; ///< left end of the entry, relative to the strip
        int line = 0;
    };
    /// Place of the title and of each swatch in `width` pixels, and the number of lines.
    std::vector<Place> places(double width, int* lines) const;
    double line_height() const;

    StyledPlot* plot_;
    QString title_;
    std::vector<Swatch> swatches_;
};

} // namespace whydah
