#pragma once

#include "widgets/plot.h"

namespace whydah {

/// Ticks of a logarithmic axis that counts images: powers of two, where the blocks have their shots and thresholds;
/// none below 1.
class CountTicker : public QCPAxisTickerLog {
public:
    CountTicker();

protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
};

} // namespace whydah
