#pragma once

#include "records/trajectories.h"
#include "widgets/palette.h"
#include "widgets/plot.h"

#include <span>
#include <vector>

namespace whydah {

class StyledPlot;

/// The paths of TrajectoryPlot as one plottable: a path's pieces and points have the colours of their shots, an arrow
/// head shows where it ends; names stand where they cover neither each other nor a selected path's points.
class TrajectoryLayer : public QCPAbstractPlottable {
    Q_OBJECT
public:
    explicit TrajectoryLayer(StyledPlot* plot);

    void show_trajectories(Trajectories trajectories);
    const Trajectories& shown() const { return shown_; }
    void select(std::vector<int> labels);
    const std::vector<int>& selected() const { return selected_; }
    void set_scale(ShotScale scale) { scale_ = scale; }
    ShotScale scale() const { return scale_; }
    QColor shot_colour_of(std::int64_t shot) const;

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
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override { return range(0, found); }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override { return range(1, found); }

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    QCPRange range(std::size_t axis, bool& found) const;
    bool is_selected(const ClassTrajectory& path) const;
    /// All paths of `paths` in few calls: lines, then points, then ends.
    void draw_paths(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                    double strength) const;
    void draw_ends(QCPPainter* painter, std::span<const ClassTrajectory* const> paths, double width,
                   double strength) const;
    void draw_names(QCPPainter* painter);
    bool write(QCPPainter* painter, const QPointF& at, const QPointF& way, const QString& text, const QColor& colour);

    StyledPlot* plot_;
    Trajectories shown_;
    std::vector<int> selected_;
    std::vector<const ClassTrajectory*> by_length_; ///< longest path first: these get a name
    ShotScale scale_ = ShotScale::rainbow;
    std::vector<QRectF> taken_; ///< by names
    std::vector<QString> written_;
};

/// "1-shot", "many-shot".
QString shot_text(std::int64_t shot);

} // namespace whydah
