#pragma once

#include "widgets/confusion_matrix.h"
#include "widgets/plot.h"

#include <array>
#include <cstdint>
#include <vector>

namespace whydah {

class StyledPlot;

/// Draws the cells of a confusion matrix, row = truth, column = prediction, by rank. Small cells are
/// dots; where these overlap, the greatest share of errors is seen, so that nothing vanishes at 1,000 classes and more.
/// Cells large enough have their share written in them. Vector pictures get rectangles as long as these are not too
/// many, else an image.
class ConfusionCells : public QCPLayerable {
    Q_OBJECT
public:
    /// The least share that the colours tell apart; below, they stay the palest.
    static constexpr double least_share = 0.01;

    explicit ConfusionCells(StyledPlot* plot);
    /// @param ranks of each label
    void show_cells(const ConfusionMatrix& matrix, const std::vector<int>& ranks);
    /// Colours of right and of wrong: from share 0.01 to 1, logarithmic.
    QCPColorGradient gradient(bool right) const;
    /// Pixels as they are drawn, for tests: ground where there is no image.
    QImage image(const QSize& pixels) const;
    int cells() const { return static_cast<int>(cells_.size()); }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    struct Cell {
        int row, column;
        float share;
    };
    using Scale = std::array<QRgb, 256>;
    Scale scale(bool right) const;
    /// Pixels [first, end) of a rank, in an image of `length` pixels.
    struct Axis {
        double low, per_rank; ///< pixel of coordinate 0, pixels of one rank
        int length;
        int dot; ///< pixels that a cell has at least
        std::pair<int, int> span(int rank, int gap) const;
        bool shows(int rank) const;
    };
    Axis axis_of(const QCPAxis* axis, int length) const;
    void draw_rectangles(QCPPainter* painter, const QRect& rect) const;
    void write_shares(QCPPainter* painter, const QRect& rect) const;

    StyledPlot* plot_;
    std::vector<Cell> cells_; ///< in the order of drawing: right ones, then errors, the greatest last
};

} // namespace whydah
