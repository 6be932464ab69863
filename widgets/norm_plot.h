#pragma once

#include "records/trajectories.h"
#include "widgets/plot_view.h"

#include <memory>
#include <vector>

namespace whydah {

class SwatchStrip;

/// How long weight vectors are at k shots (Sec. 4.2): means over the head classes' measured models, over what
/// MetaModelNet makes of them, over the classes that enter it at test time and over what leaves it; and the chosen
/// classes' own ways.
class NormPlot : public PlotView {
    Q_OBJECT
public:
    explicit NormPlot(QWidget* parent = nullptr);
    void show_trajectories(std::shared_ptr<const Trajectories> trajectories);
    void select_classes(std::vector<int> labels);
    /// Names and numbers of points of the lines that are drawn.
    std::vector<std::pair<QString, int>> lines() const;

private:
    void redraw();
    void add_line(const QString& name, const QColor& colour, Qt::PenStyle style, double width,
                  const std::vector<std::pair<std::int64_t, double>>& points);
    void hover(const QPointF& at);

    SwatchStrip* legend_;
    std::shared_ptr<const Trajectories> shown_;
    std::vector<int> selected_;
};

} // namespace whydah
