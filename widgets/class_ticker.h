#pragma once

#include "widgets/plot.h"

#include <vector>

namespace whydah {

/// Ticks of an axis that holds classes by rank: ranks counted from 1, and the classes' names as soon as there is room
/// for each.
class ClassTicker : public QCPAxisTicker {
public:
    void show_names(std::vector<QString> names) { names_ = std::move(names); }
    /// Call before a replot: whether names are shown follows from the pixels a class has; turns those of a lying axis
    /// if so.
    void fit(QCPAxis* axis);

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;
    QVector<double> createTickVector(double step, const QCPRange& range) override;

private:
    std::vector<QString> names_;
    bool shows_names_ = false;
};

} // namespace whydah
