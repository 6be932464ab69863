#pragma once

#include "records/bands.h"
#include "widgets/plot_view.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

class QCPGraph;
class QCheckBox;

namespace whydah {

class RankBars;
class SwatchStrip;

/// Training images before and after a carving, each most first: after as bars in the colours of their bands, before as
/// the grey steps that they are cut out of.
class CarvingPlot : public PlotView {
    Q_OBJECT
public:
    explicit CarvingPlot(QWidget* parent = nullptr);

    /// @param names,before,after of each class, label order
    void show_carving(const std::vector<std::string>& names, const std::vector<std::int64_t>& before,
                      const std::vector<std::int64_t>& after, const BandRule& rule);
    void show_hint(const QString& text);
    void set_log_axis(bool log);
    /// Of each rank.
    const std::vector<std::int64_t>& shown_before() const { return before_; }
    const std::vector<std::int64_t>& shown_after() const { return after_; }

private:
    void draw();
    void recolour();
    void hover(const QPointF& at);

    QCheckBox* log_;
    SwatchStrip* legend_;
    QCPGraph* steps_;
    std::array<RankBars*, 3> bars_{};
    std::vector<std::int64_t> before_, after_;
    std::vector<QString> before_names_, after_names_;
    BandRule rule_;
};

} // namespace whydah
