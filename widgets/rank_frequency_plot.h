#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"
#include "records/distribution_facts.h"
#include "widgets/class_ranking.h"
#include "widgets/plot_view.h"

#include <array>
#include <vector>

class QCPGraph;

namespace whydah {

class SwatchStrip;

/// Training images over rank, both logarithmic, one point a class in its band's colour, with the line of the power law
/// that fits best: a straight row of points is a Zipf tail. Least squares on the logarithms over all ranks with images.
class RankFrequencyPlot : public PlotView {
    Q_OBJECT
public:
    explicit RankFrequencyPlot(QWidget* parent = nullptr);

    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    /// "n ∝ rank^−1.08 · R² 0.93 · log-log least squares, ranks 1–101"; empty without a fit.
    QString fit_text() const;

    /// Label in label order, -1 for none. Sends no signal.
    void select_class(int label);
    int selected_class() const { return selected_; }

Q_SIGNALS:
    void class_selected(int label); ///< the user chose it here; -1: none

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    int rank_near(const QPointF& pixel) const; ///< -1: no point is near
    void choose_rank(int rank);
    void draw();
    void recolour();
    void show_whole_range();

    SwatchStrip* legend_;
    std::array<QCPGraph*, 3> points_{};
    QCPGraph *line_, *mark_;
    ClassRanking ranking_;
    BandRule rule_;
    DistributionFacts facts_;
    int selected_ = -1;
};

} // namespace whydah
