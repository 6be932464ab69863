#include "widgets/share_scale.h"

#include "widgets/confusion_cells.h"
#include "widgets/plot_style.h"

#include <algorithm>
#include <iterator>

namespace whydah {

ShareScale::ShareScale(StyledPlot* plot, int column, bool with_numbers)
    : QCPAxisRect(plot, false),
      axis_(addAxis(QCPAxis::atRight)) {
    plot->plotLayout()->addElement(0, column, this);
    setMinimumSize(bar_width, 0);
    setMaximumSize(bar_width, QWIDGETSIZE_MAX);
    setMinimumMargins({});
    setRangeDrag({});
    setRangeZoom({});
    axis_->setScaleType(QCPAxis::stLogarithmic);
    axis_->setRange(100 * ConfusionCells::least_share, 100);
    axis_->setTickLabels(with_numbers);
    axis_->setTicks(with_numbers);
    axis_->grid()->setVisible(false);
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (int percent : {1, 3, 10, 30, 100})
        ticker->addTick(percent, percent == 1 ? QStringLiteral("≤ 1") : QString::number(percent));
    axis_->setTicker(ticker);
}

void ShareScale::set_gradient(const QCPColorGradient& gradient) {
    colours_.clear();
    const QMap<double, QColor> stops = gradient.colorStops();
    for (auto stop = stops.cbegin(); stop != stops.cend(); ++stop) colours_ << QGradientStop(stop.key(), stop.value());
}

void ShareScale::name_for(int height) {
    const QString texts[] = {tr("% of the true class's test images: right, wrong"), tr("% of a class: right, wrong"),
                             tr("% of a class"), QStringLiteral("%")};
    const QFontMetrics metrics(axis_->labelFont());
    const auto* fits = std::find_if(std::begin(texts), std::end(texts) - 1,
                                    [&](const QString& text) { return metrics.horizontalAdvance(text) <= height; });
    axis_->setLabel(*fits);
}

void ShareScale::draw(QCPPainter* painter) {
    const QRectF bar(rect());
    QLinearGradient fill(bar.bottomLeft(), bar.topLeft());
    fill.setStops(colours_);
    painter->fillRect(bar, fill);
}

} // namespace whydah
