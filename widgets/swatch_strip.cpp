#include "widgets/swatch_strip.h"

#include "widgets/plot_style.h"

namespace whydah {
namespace {

constexpr double square = 10, gap = 5, between = 14, line_length = 16;

double mark_width(const SwatchStrip::Swatch& swatch) {
    using Shape = SwatchStrip::Swatch::Shape;
    return swatch.shape == Shape::line || swatch.shape == Shape::dashes ? line_length : square;
}

} // namespace

SwatchStrip::SwatchStrip(StyledPlot* plot) : QCPLayoutElement(plot), plot_(plot) { setMargins({8, 6, 8, 0}); }

void SwatchStrip::show_swatches(const QString& title, std::vector<Swatch> swatches) {
    title_ = title;
    swatches_ = std::move(swatches);
}

double SwatchStrip::line_height() const { return QFontMetricsF(small_font(plot_)).height() + 4; }

std::vector<SwatchStrip::Place> SwatchStrip::places(double width, int* lines) const {
    const QFontMetricsF metrics(small_font(plot_));
    std::vector<Place> out{{}};
    const double indent = title_.isEmpty() ? 0 : metrics.horizontalAdvance(title_) + between;
    Place next{.at = {indent, 0}};
    for (const Swatch& swatch : swatches_) {
        const double size = mark_width(swatch) + gap + metrics.horizontalAdvance(swatch.label);
        if (next.at.x() + size > width && next.at.x() > indent)
            next = {{indent, next.at.y() + line_height()}, next.line + 1};
        out.push_back(next);
        next.at.rx() += size + between;
    }
    *lines = next.line + 1;
    return out;
}

QSize SwatchStrip::minimumOuterSizeHint() const {
    if (swatches_.empty()) return {0, 0};
    int lines = 1;
    places(plot_->viewport().width() - mMargins.left() - mMargins.right(), &lines);
    return {0, static_cast<int>(line_height()) * lines + mMargins.top() + mMargins.bottom()};
}

QSize SwatchStrip::maximumOuterSizeHint() const { return {QWIDGETSIZE_MAX, minimumOuterSizeHint().height()}; }

void SwatchStrip::draw(QCPPainter* painter) {
    if (swatches_.empty() || !plot_->hint().isEmpty()) return;
    int lines = 1;
    const std::vector<Place> at = places(mRect.width(), &lines);
    const double height = line_height();
    const auto write = [&](const QPointF& left, const QString& text, const QColor& colour) {
        painter->setPen(colour);
        painter->drawText(QRectF(left, QSizeF(mRect.width(), height)), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    painter->setFont(small_font(plot_));
    painter->setAntialiasing(true);
    write(mRect.topLeft() + at.front().at, title_, plot_->colours().muted);
    for (std::size_t i = 0; i < swatches_.size(); ++i) {
        const Swatch& swatch = swatches_[i];
        const QPointF left = QPointF(mRect.topLeft()) + at[i + 1].at;
        const bool ring = swatch.shape == Swatch::Shape::ring;
        const bool line = swatch.shape == Swatch::Shape::line || swatch.shape == Swatch::Shape::dashes;
        const double width = mark_width(swatch), thick = line ? 3 : square;
        const QRectF mark(left.x(), left.y() + (height - thick) / 2, width, thick);
        painter->setPen(ring ? QPen(swatch.colour, 1.4) : QPen(Qt::NoPen));
        painter->setBrush(ring ? QBrush() : QBrush(swatch.colour));
        if (ring)
            painter->drawEllipse(mark.adjusted(1, 1, -1, -1));
        else if (swatch.shape == Swatch::Shape::dashes)
            for (int dash = 0; dash < 3; ++dash)
                painter->drawRect(QRectF(mark.left() + 6 * dash, mark.top(), 4, thick));
        else
            painter->drawRoundedRect(mark, 1.5, 1.5);
        write(left + QPointF(mark_width(swatch) + gap, 0), swatch.label, plot_->colours().text);
    }
}

} // namespace whydah
