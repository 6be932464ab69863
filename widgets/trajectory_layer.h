#pragma once

#include "records/trajectories.h"
#include "widgets/palette.h"
#include "widgets/plot.h"

#include <memory>
#include <span>
#include <vector>

namespace whydah {

class StyledPlot;

/// The paths of TrajectoryPlot as one plottable: a path's pieces and points have the colours of their shots, an arrow
/// head shows where it ends; names stand where they cover neither each other nor a selected path's points. Selected
/// paths are drawn once more, strongly, on a layer with a buffer of its own: another selection leaves the rest alone.
/// Thousands of paths are drawn as bare lines, so that a replot stays below 50 ms.
class TrajectoryLayer : public QCPAbstractPlottable {
    Q_OBJECT
public:
    explicit TrajectoryLayer(StyledPlot* plot);

    /// @param trajectories nothing: none
    void show_trajectories(std::shared_ptr<const Trajectories> trajectories);
    const Trajectories& shown() const { return *shown_; }
    void select(std::vector<int> labels);
    const std::vector<int>& selected() const { return selected_; }
    void set_scale(ShotScale scale) { scale_ = scale; }
    ShotScale scale() const { return scale_; }
    QColor shot_colour_of(std::int64_t shot) const;
    QCPLayer* selection_layer() const { return selection_layer_; }
    /// Selected paths and their names.
    void draw_selection(QCPPainter* painter);

    QPointF pixel(const TrajectoryPoint& point) const;
    const ClassTrajectory* find(int label) const;
    struct Hit {
        const ClassTrajectory* path = nullptr;
        std::size_t point = 0; ///< the path's nearest
    };
    /// The path nearest to a pixel, within a few pixels; of equally near ones a selected one.
    Hit hit(const QPointF& pixel) const;
    /// Names written at the last draw, and where.
    const std::vector<QString>& written() const { return written_; }
    const std::vector<QRectF>& written_places() const { return taken_; }

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
    QColor pale(std::int64_t shot, double strength) const;
    bool is_selected(const ClassTrajectory& path) const;
    /// All paths of `paths` in few calls: lines, then points, then ends.
    void draw_paths(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                    double strength) const;
    void draw_ends(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                   double strength) const;
    void draw_names(QCPPainter* painter);
    bool write(QCPPainter* painter, const QPointF& at, const QPointF& way, const QString& text, const QColor& colour);

    StyledPlot* plot_;
    QCPLayer* selection_layer_;
    std::shared_ptr<const Trajectories> shown_ = std::make_shared<const Trajectories>();
    std::vector<QRectF> bounds_; ///< of each path, in coordinates
    QRectF travelled_;           ///< bounds of the paths that travel; of all if none does
    std::size_t pieces_ = 0;     ///< of all paths together
    std::vector<int> selected_;
    std::vector<const ClassTrajectory*> by_length_; ///< longest path first: these get a name
    ShotScale scale_ = ShotScale::rainbow;
    std::vector<QRectF> taken_; ///< by names
    std::vector<QString> written_;
};

/// "1-shot", "many-shot".
QString shot_text(std::int64_t shot);

} // namespace whydah
