#pragma once

#include "records/trajectories.h"
#include "widgets/palette.h"
#include "widgets/plot_view.h"

#include <memory>
#include <vector>

class QComboBox;

namespace whydah {

class SwatchStrip;
class TrajectoryLayer;

/// Fig. 4a: how each class's weights travel from few-shot (purple) to many-shot (red), all stages and classes in one
/// projection. Selected classes are drawn strongly and named, the rest is dimmed. Both axes have the same scale.
class TrajectoryPlot : public PlotView {
    Q_OBJECT
public:
    explicit TrajectoryPlot(QWidget* parent = nullptr);

    /// All there are, one for each method and seed; keeps the chosen one where it is still there.
    void show_trajectories(const std::vector<Trajectories>& all);
    /// Adds one, or replaces that of the same method and seed.
    void add_trajectories(const Trajectories& trajectories);
    void clear();

    /// The class chosen last stays with the others that were chosen here before it.
    void select_class(int label);
    int selected_class() const;
    /// Several classes; Ctrl+click adds and takes away.
    void select_classes(std::vector<int> labels);
    const std::vector<int>& selected_classes() const;

    void choose(const QString& method, qint64 seed);
    const Trajectories& shown() const;
    void set_scale(ShotScale scale);
    ShotScale scale() const;
    /// Label of the class whose path passes within a few pixels, -1 for none.
    int class_at(const QPointF& pixel) const;
    /// Pixel of a point of a class's path.
    QPointF pixel_of(int label, int point) const;

Q_SIGNALS:
    void class_selected(int label);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    using Shared = std::shared_ptr<const Trajectories>;

    void fill_choices();
    void show_chosen();
    void fit_scale();
    void show_whole_range();
    void settle();
    void show_legend();
    void click(const QPointF& at, Qt::KeyboardModifiers keys);
    void hover(const QPointF& at);
    void step_selection(int by);

    SwatchStrip* legend_;
    QComboBox* choice_;
    QComboBox* scale_choice_;
    TrajectoryLayer* layer_;
    std::vector<Shared> all_;
    QSize scaled_for_;  ///< size of the axis rect that the ranges were set for
    int settling_ = 0;  ///< replots since then that only follow the size of the axis rect
    bool whole_ = true; ///< nobody has panned or zoomed
};

} // namespace whydah
