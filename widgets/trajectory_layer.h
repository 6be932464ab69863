#pragma once

#include "records/trajectories.h"
#include "widgets/label_places.h"
#include "widgets/plot.h"
#include "widgets/trajectory_colours.h"
#include "widgets/trajectory_motion.h"

#include <memory>
#include <span>
#include <vector>

namespace whydah {

class StyledPlot;

/// The paths of TrajectoryPlot as one plottable: a path's pieces and points have the colours of their shots (or of
/// their class), an arrow head shows where it ends, or where it is at the stage that is shown, and predicted chains are
/// dashed where measured ones stand beside them; names stand where they cover neither each other nor a selected path's
/// points. Selected paths are drawn once more, strongly, on a layer with a buffer of its own: another selection leaves
/// the rest alone. Thousands of paths are drawn as bare lines, so that a replot stays below 50 ms.
class TrajectoryLayer : public QCPAbstractPlottable {
    Q_OBJECT
public:
    explicit TrajectoryLayer(StyledPlot* plot);

    /// @param trajectories nothing: none   @param measured the first so many are measured chains, the others predicted
    /// ones; 0: all alike
    void show_trajectories(std::shared_ptr<const Trajectories> trajectories, std::size_t measured = 0);
    const Trajectories& shown() const { return *shown_; }
    void select(std::vector<int> labels);
    const std::vector<int>& selected() const { return selected_; }
    void set_colours(TrajectoryColours colours);
    const TrajectoryColours& colours() const { return colours_; }
    QColor shot_colour_of(std::int64_t shot) const;
    /// Classes are drawn up to this stage, log2 of the shots.
    void set_stage(double stage) { stage_ = stage; }
    double stage() const { return stage_; }
    bool is_predicted(const ClassTrajectory& path) const;
    QCPLayer* selection_layer() const { return selection_layer_; }
    /// Selected paths and their names.
    void draw_selection(QCPPainter* painter);

    QPointF pixel(const TrajectoryPoint& point) const { return pixel(point.position); }
    QPointF pixel(const std::array<double, 3>& position) const;
    /// Labels of the paths of which a point lies within.
    std::vector<int> labels_in(const QPolygonF& pixels) const;
    const ClassTrajectory* find(int label) const;
    struct Hit {
        const ClassTrajectory* path = nullptr;
        std::size_t point = 0; ///< the path's nearest
    };
    /// The path nearest to a pixel, within a few pixels; of equally near ones a selected one.
    Hit hit(const QPointF& pixel) const;
    /// Names written at the last draw, and where.
    const std::vector<QString>& written() const { return names_.written(); }
    const std::vector<QRectF>& written_places() const { return names_.places(); }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    /// Classes that keep their weights so far from the paths of the others that the whole range leaves them out.
    int out_of_sight() const;

    /// Of the paths that travel: a few far-off classes that keep their weights would make them tiny.
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override { return range(0, found); }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override { return range(1, found); }

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    QCPRange range(std::size_t axis, bool& found) const;
    QRectF bounds_of_paths(std::size_t least_points) const;
    bool is_crowded() const;
    void draw_bare(QCPPainter* painter, double strength) const;
    bool is_selected(const ClassTrajectory& path) const;
    /// All paths of `paths` in few calls: lines, then points, then ends.
    void draw_paths(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                    double strength) const;
    void draw_ends(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                   double strength) const;
    void draw_names(QCPPainter* painter);

    StyledPlot* plot_;
    QCPLayer* selection_layer_;
    std::shared_ptr<const Trajectories> shown_ = std::make_shared<const Trajectories>();
    std::vector<QRectF> bounds_; ///< of each path, in coordinates
    QRectF travelled_;           ///< bounds of the paths that travel; of all if none does
    std::size_t pieces_ = 0;     ///< of all paths together
    std::vector<int> selected_;
    std::vector<const ClassTrajectory*> by_length_; ///< longest path first: these get a name
    TrajectoryColours colours_;
    double stage_ = whole_way;
    std::size_t measured_ = 0;
    LabelPlaces names_;
};

/// "1-shot", "many-shot".
QString shot_text(std::int64_t shot);

} // namespace whydah
