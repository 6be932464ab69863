#include "widgets/class_ticker.h"

#include <algorithm>
#include <cmath>

namespace whydah {

void ClassTicker::fit(QCPAxis* axis) {
    const bool lies = axis->orientation() == Qt::Horizontal;
    const int length = lies ? axis->axisRect()->width() : axis->axisRect()->height();
    const double pixels = length / std::max(axis->range().size(), 1e-9);
    shows_names_ = pixels >= QFontMetricsF(axis->tickLabelFont()).height();
    axis->setTickLabelRotation(shows_names_ && lies ? -90 : 0);
}

double ClassTicker::getTickStep(const QCPRange& range) {
    return shows_names_ ? 1 : std::max(1.0, QCPAxisTicker::getTickStep(range));
}

// Rank 1 stands at coordinate 0; besides it the round ranks: 1, 20, 40, ...
QVector<double> ClassTicker::createTickVector(double step, const QCPRange& range) {
    QVector<double> ticks;
    const double last = std::min(std::floor(range.upper), static_cast<double>(names_.size()) - 1);
    if (step == 1) {
        for (double rank = std::max(0.0, std::ceil(range.lower)); rank <= last; ++rank) ticks << rank;
        return ticks;
    }
    if (range.lower <= 0) ticks << 0;
    for (double rank = std::max(1.0, std::ceil((range.lower + 1) / step)) * step - 1; rank <= last; rank += step)
        ticks << rank;
    return ticks;
}

QString ClassTicker::getTickLabel(double tick, const QLocale& locale, QChar, int) {
    const auto rank = static_cast<std::size_t>(std::lround(tick));
    if (!shows_names_ || rank >= names_.size()) return locale.toString(static_cast<qlonglong>(rank) + 1);
    constexpr int room = 16;
    const QString& name = names_[rank];
    return name.size() <= room ? name : name.left(room - 1) + QChar(0x2026);
}

} // namespace whydah
