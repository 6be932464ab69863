#include "widgets/rank_bars.h"

#include <algorithm>
#include <cmath>

namespace whydah {

RankBars::RankBars(QCPAxis* keys, QCPAxis* values) : QCPBars(keys, values) {
    setPen(Qt::NoPen);
    setAntialiased(false);
    setSelectable(QCP::stNone);
    setWidth(1); // what a bar takes of the axis, with its gap
}

int RankBars::gap(double step) {
    if (step < 3) return 0; // a third of the ink would be missing
    return std::max(1, static_cast<int>(step / 5));
}

void RankBars::draw(QCPPainter* painter) {
    const bool exact = painter->modes().testFlag(QCPPainter::pmVectorized);
    const auto place = [exact](double pixel) { return exact ? pixel : std::round(pixel); };
    const QCPAxis *keys = keyAxis(), *values = valueAxis();
    const double step = std::abs(keys->coordToPixel(1) - keys->coordToPixel(0));
    const double ground = place(values->coordToPixel(baseValue()));
    const int between = gap(step), before = between / 2;
    painter->setPen(Qt::NoPen);
    painter->setAntialiasing(exact && antialiased());
    QCPBarsDataContainer::const_iterator from, to;
    getVisibleDataBounds(from, to);
    for (auto bar = from; bar != to; ++bar) {
        if (std::isnan(bar->value) || bar->value == 0) continue;
        const double left = place(keys->coordToPixel(bar->key - 0.5)) + before;
        const double right = place(keys->coordToPixel(bar->key + 0.5)) - (between - before);
        const double top = place(values->coordToPixel(baseValue() + bar->value));
        painter->fillRect(QRectF(QPointF(left, std::min(top, ground)),
                                 QPointF(std::max(right, left + (exact ? 0 : 1)), std::max(top, ground))),
                          brush());
    }
}

} // namespace whydah
