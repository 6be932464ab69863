#pragma once

#include "widgets/plot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// Classes along an axis by rank: rank 0 has most training images, ties stay in label order.
struct ClassRanking {
    std::vector<int> labels;          ///< of each rank
    std::vector<int> ranks;           ///< of each label
    std::vector<QString> names;       ///< of each rank
    std::vector<std::int64_t> counts; ///< training images of each rank, falling

    ClassRanking() = default;
    ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts);
    int size() const { return static_cast<int>(labels.size()); }
    bool has_label(int label) const { return label >= 0 && label < size(); }
    /// Rank at a coordinate of the axis, -1 outside.
    int rank_at(double coordinate) const;
};

/// Ticks of such an axis: ranks counted from 1, and the classes' names as soon as there is room for each.
class ClassTicker : public QCPAxisTicker {
public:
    void show_ranking(const ClassRanking& ranking) { names_ = ranking.names; }
    /// Call before a replot: whether names are shown follows from the pixels a class has; turns the labels if so.
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
