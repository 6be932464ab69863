#include "widgets/count_ticker.h"

#include <algorithm>

namespace whydah {

CountTicker::CountTicker() {
    setLogBase(2);
    setSubTickCount(0);
    setTickCount(9);
}

QVector<double> CountTicker::createTickVector(double step, const QCPRange& range) {
    QVector<double> ticks = QCPAxisTickerLog::createTickVector(step, range);
    ticks.erase(std::remove_if(ticks.begin(), ticks.end(), [](double tick) { return tick < 1; }), ticks.end());
    return ticks;
}

} // namespace whydah
