#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"
#include "widgets/class_rank_view.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

class QCheckBox;

namespace whydah {

class BandRegions;
class BandHandles;
class RankBars;
class ThresholdLine;

/// Training images of each class, most first: the long tail. Bands are shaded; the line t (Sec. 3.1) can be dragged and
/// says how many head classes H_t it leaves and which block it belongs to. The up and down arrow move t to the next
/// power of two.
class ClassHistogram : public ClassRankView {
    Q_OBJECT
public:
    explicit ClassHistogram(QWidget* parent = nullptr);
    ~ClassHistogram() override;

    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    void clear();

    void set_threshold(std::int64_t threshold);
    std::int64_t threshold() const;
    /// N of the network that was trained, -1 if none is known.
    void set_last_block(std::int64_t last_block);
    /// "H_t: 74 classes with more than t = 8 images · block 2 (k = 4)".
    QString head_classes_text() const;

    void set_log_axis(bool log);
    bool log_axis() const;

    /// Name, counts and rank of a class.
    QString class_text(int label) const override;

Q_SIGNALS:
    void rule_moved(const whydah::BandRule& rule); ///< the user drags an edge of a band

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill_bars();
    void set_axis();
    void recolour();

    QCheckBox* log_;
    std::array<RankBars*, 3> bars_{}; ///< of each band
    std::unique_ptr<BandRegions> regions_;
    ThresholdLine* threshold_;
    BandHandles* edges_;
    struct Counts {
        std::int64_t train = 0, validation = 0, test = 0;
    };
    std::vector<Counts> classes_; ///< label order
    BandRule rule_;
};

} // namespace whydah
