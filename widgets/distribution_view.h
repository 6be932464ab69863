#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"

#include <QWidget>

#include <array>

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace whydah {

class CarvingPanel;
class ClassHistogram;
class RankFrequencyPlot;

/// How training images are spread over the classes: sorted bars, rank over frequency, and what another carving would
/// make of it; above, the tail in numbers.
class DistributionView : public QWidget {
    Q_OBJECT
public:
    enum class Page { bars, rank_frequency, carving };

    explicit DistributionView(QWidget* parent = nullptr);

    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    void show_page(Page page);
    Page page() const;
    QToolButton* page_button(Page page) const { return buttons_[static_cast<std::size_t>(page)]; }
    /// "2,896 images · 101 classes · 1 to 386, median 14 · imbalance 386 (inverse 0.0026) · Gini 0.62 · slope −1.08".
    QString facts_text() const;

    ClassHistogram* histogram() const { return histogram_; }
    RankFrequencyPlot* rank_frequency() const { return ranks_; }
    CarvingPanel* carving() const { return carving_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();

    ClassHistogram* histogram_;
    RankFrequencyPlot* ranks_;
    CarvingPanel* carving_;
    QStackedWidget* pages_;
    QLabel* facts_;
    std::array<QToolButton*, 3> buttons_{};
};

} // namespace whydah
