#include "widgets/confusion_cells.h"

#include "widgets/plot_style.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr int most_rectangles = 30'000;     // of a vector picture
constexpr std::size_t many_cells = 100'000; // from here on single pixels are seen well enough
constexpr double gap_from = 7;              // pixels of a cell that stands apart from its neighbours

/// 0: pale, 255: strong.
std::uint8_t level(double share) {
    const double place =
        1 - std::log(std::max(share, ConfusionCells::least_share)) / std::log(ConfusionCells::least_share);
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(place, 0.0, 1.0)));
}

} // namespace

ConfusionCells::ConfusionCells(StyledPlot* plot)
    : QCPLayerable(plot, QStringLiteral("main"), plot->axisRect()),
      plot_(plot) {}

void ConfusionCells::show_cells(const ConfusionMatrix& matrix, const std::vector<int>& ranks) {
    cells_.clear();
    cells_.reserve(matrix.cells.size());
    for (const ConfusionMatrix::Cell& c : matrix.cells)
        cells_.push_back({.row = ranks[static_cast<std::size_t>(c.truth)],
                          .column = ranks[static_cast<std::size_t>(c.predicted)],
                          .share = static_cast<float>(c.share)});
    std::sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
        const bool right = a.row == a.column, other = b.row == b.column;
        return right != other ? right : a.share < b.share;
    });
}

ConfusionCells::Scale ConfusionCells::scale(bool right) const {
    const PlotColours& colours = plot_->colours();
    const QColor strong = right ? band_colour(Band::many, colours.dark) : band_colour(Band::few, colours.dark);
    Scale scale{};
    for (std::size_t i = 0; i < scale.size(); ++i)
        scale[i] = mixed(colours.background, strong, 0.25 + 0.75 * static_cast<double>(i) / 255).rgb();
    return scale;
}

QCPColorGradient ConfusionCells::gradient(bool right) const {
    const Scale all = scale(right);
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (std::size_t stop : {std::size_t{0}, std::size_t{128}, std::size_t{255}})
        gradient.setColorStopAt(static_cast<double>(stop) / 255, QColor(all[stop]));
    return gradient;
}

ConfusionCells::Axis ConfusionCells::axis_of(const QCPAxis* axis, int length) const {
    const QCPRange range = axis->range();
    const double per_rank = length / range.size();
    return {.low = -range.lower * per_rank,
            .per_rank = per_rank,
            .length = length,
            .dot = cells_.size() < many_cells ? 2 : 1};
}

bool ConfusionCells::Axis::shows(int rank) const {
    const double centre = low + rank * per_rank;
    return centre + per_rank / 2 > 0 && centre - per_rank / 2 < length;
}

std::pair<int, int> ConfusionCells::Axis::span(int rank, int gap) const {
    if (per_rank < dot) { // around its middle
        const int first = static_cast<int>(std::floor(low + rank * per_rank - (dot - 1) / 2.0));
        return {std::clamp(first, 0, length - 1), std::clamp(first + dot, 1, length)};
    }
    const int first = static_cast<int>(std::floor(low + (rank - 0.5) * per_rank + 0.5));
    const int end = std::max(first + 1, static_cast<int>(std::floor(low + (rank + 0.5) * per_rank + 0.5)) - gap);
    return {std::clamp(first, 0, length - 1), std::clamp(end, 1, length)};
}

QImage ConfusionCells::image(const QSize& pixels) const {
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(plot_->colours().background);
    if (pixels.isEmpty()) return image;
    const Axis x = axis_of(plot_->xAxis, pixels.width()), y = axis_of(plot_->yAxis, pixels.height());
    const Scale right = scale(true), wrong = scale(false);
    const int gap_x = x.per_rank >= gap_from ? 1 : 0, gap_y = y.per_rank >= gap_from ? 1 : 0;
    for (const Cell& cell : cells_) {
        if (!x.shows(cell.column) || !y.shows(cell.row)) continue;
        const auto [left, right_end] = x.span(cell.column, gap_x);
        const auto [top, bottom] = y.span(cell.row, gap_y);
        const QRgb colour = (cell.row == cell.column ? right : wrong)[level(static_cast<double>(cell.share))];
        for (int line = top; line < bottom; ++line) {
            auto* row = reinterpret_cast<QRgb*>(image.scanLine(line));
            std::fill(row + left, row + right_end, colour);
        }
    }
    return image;
}

void ConfusionCells::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(false); }

QRect ConfusionCells::clipRect() const { return plot_->axisRect()->rect(); }

void ConfusionCells::draw(QCPPainter* painter) {
    const QRect rect = plot_->axisRect()->rect();
    const Axis x = axis_of(plot_->xAxis, rect.width()), y = axis_of(plot_->yAxis, rect.height());
    const auto seen = std::count_if(cells_.begin(), cells_.end(),
                                    [&](const Cell& cell) { return x.shows(cell.column) && y.shows(cell.row); });
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    if (vector && seen <= most_rectangles) {
        draw_rectangles(painter, rect);
    } else {
        const double ratio = vector ? 2 : painter->device()->devicePixelRatioF() * painter->transform().m11();
        QImage drawn = image((QSizeF(rect.size()) * ratio).toSize());
        drawn.setDevicePixelRatio(ratio);
        painter->drawImage(QRectF(rect), drawn);
    }
    write_shares(painter, rect);
}

void ConfusionCells::draw_rectangles(QCPPainter* painter, const QRect& rect) const {
    const Axis x = axis_of(plot_->xAxis, rect.width()), y = axis_of(plot_->yAxis, rect.height());
    const Scale right = scale(true), wrong = scale(false);
    painter->setPen(Qt::NoPen);
    for (const Cell& cell : cells_) {
        if (!x.shows(cell.column) || !y.shows(cell.row)) continue;
        painter->setBrush(QColor((cell.row == cell.column ? right : wrong)[level(static_cast<double>(cell.share))]));
        const QRectF place(rect.left() + x.low + (cell.column - 0.5) * x.per_rank,
                           rect.top() + y.low + (cell.row - 0.5) * y.per_rank, x.per_rank, y.per_rank);
        painter->drawRect(place.intersected(QRectF(rect)));
    }
}

void ConfusionCells::write_shares(QCPPainter* painter, const QRect& rect) const {
    const Axis x = axis_of(plot_->xAxis, rect.width()), y = axis_of(plot_->yAxis, rect.height());
    const QFont font = small_font(plot_);
    const QFontMetricsF metrics(font);
    if (x.per_rank < metrics.horizontalAdvance(QStringLiteral("100")) + 6 || y.per_rank < metrics.height() + 2) return;
    painter->setFont(font);
    const PlotColours& colours = plot_->colours();
    for (const Cell& cell : cells_) {
        if (!x.shows(cell.column) || !y.shows(cell.row)) continue;
        const QRectF place(rect.left() + x.low + (cell.column - 0.5) * x.per_rank,
                           rect.top() + y.low + (cell.row - 0.5) * y.per_rank, x.per_rank, y.per_rank);
        // Dark fills of light ground and light fills of dark ground are written on in the ground's colour.
        painter->setPen(level(static_cast<double>(cell.share)) > 150 ? colours.background : colours.text);
        const double percent = 100 * static_cast<double>(cell.share);
        painter->drawText(place, Qt::AlignCenter,
                          percent < 0.5 ? QStringLiteral("<1") : QString::number(std::lround(percent)));
    }
}

} // namespace whydah
