#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"
#include "widgets/class_axis.h"

#include <QWidget>

#include <array>
#include <memory>
#include <vector>

class QCPBars;
class QCheckBox;

namespace whydah {

class BandRegions;
class ClassMark;
class StyledPlot;
class ThresholdLine;

/// Training images of each class, most first: the long tail. Bands are shaded; the line t (Sec. 3.1) can be dragged and
/// says how many head classes H_t it leaves and which block it belongs to. Left and right arrow go from class to class,
/// up and down move t to the next power of two.
class ClassHistogram : public QWidget {
    Q_OBJECT
public:
    explicit ClassHistogram(QWidget* parent = nullptr);
    ~ClassHistogram() override;

    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    void clear();
    /// Label in label order, -1 for none. Sends no signal.
    void select_class(int label);
    int selected_class() const { return selected_; }

    void set_threshold(std::int64_t threshold);
    std::int64_t threshold() const;
    /// "H_t: 74 classes with more than t = 8 images · block 2 (k = 4)".
    QString head_classes_text() const;

    void set_log_axis(bool log);
    bool log_axis() const;

    /// Labels from left to right.
    const std::vector<int>& shown_order() const { return ranking_.labels; }
    /// Name, counts and rank of a class, as shown beside the mouse.
    QString class_text(int label) const;
    StyledPlot* plot() const { return plot_; }

Q_SIGNALS:
    void class_selected(int label); ///< the user chose it here
    void threshold_changed(qint64 threshold);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill_bars();
    void show_whole_range();
    void recolour();
    void choose_rank(int rank);

    StyledPlot* plot_;
    QCheckBox* log_;
    std::array<QCPBars*, 3> bars_{}; ///< of each band
    std::unique_ptr<BandRegions> regions_;
    std::unique_ptr<ClassMark> mark_;
    ThresholdLine* threshold_;
    QSharedPointer<ClassTicker> ticker_;
    ClassRanking ranking_;
    DatasetSummary summary_; ///< without image references
    BandRule rule_;
    int selected_ = -1;
};

} // namespace whydah
