#pragma once

#include "records/trajectories.h"
#include "widgets/plot_view.h"
#include "widgets/trajectory_colours.h"

#include <memory>
#include <vector>

namespace whydah {

class RegionPicker;
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
    /// Adds one, or replaces that of the same method and seed. @param measured the first so many of `classes` are
    /// measured chains, the others what is predicted of them; 0: all alike
    void add_trajectories(const Trajectories& trajectories, std::size_t measured = 0);
    void clear();

    /// The class chosen last stays with the others that were chosen here before it.
    void select_class(int label);
    int selected_class() const;
    /// Several classes, the current one last; Ctrl+click adds and takes away.
    void select_classes(std::vector<int> labels);
    const std::vector<int>& selected_classes() const;

    QStringList choices() const; ///< "MetaModelNet · seed 0"
    int chosen() const { return chosen_; }
    void choose(int index);
    void choose(const QString& method, qint64 seed);
    const Trajectories& shown() const;
    std::shared_ptr<const Trajectories> shared() const;
    std::size_t measured() const; ///< of shown().classes

    void set_colours(const TrajectoryColours& colours);
    const TrajectoryColours& colours() const;
    void set_scale(ShotScale scale);
    ShotScale scale() const;
    /// All classes move to this stage, log2 of the shots; whole_way: to their ends.
    void set_stage(double stage);
    /// What dragging does: pan, or choose classes in a box or a lasso (Ctrl adds them).
    RegionPicker* picker() const { return picker_; }

    /// Label of the class whose path passes within a few pixels, -1 for none.
    int class_at(const QPointF& pixel) const;
    /// Pixel of a point of a class's path.
    QPointF pixel_of(int label, int point) const;
    /// What the mouse says of a point of a class's path.
    QString hover_text(int label, std::size_t point) const;
    /// To the next class by number of images.
    void step_selection(int by);
    /// As a click on the class, by whoever finds it there. @param label -1: beside all
    void pick(int label, Qt::KeyboardModifiers keys);
    void pick_none();

Q_SIGNALS:
    void class_selected(int label);
    void classes_selected(const std::vector<int>& labels); ///< the current one last; always after class_selected
    void choices_changed();
    void shown_changed();
    void pointed(int label, const QPointF& at); ///< -1: the mouse is over no path

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    using Shared = std::shared_ptr<const Trajectories>;

    void show_chosen();
    void fit_scale();
    void show_whole_range();
    void settle();
    void show_legend();
    void click(const QPointF& at, Qt::KeyboardModifiers keys);
    void hover(const QPointF& at);
    void select_here(std::vector<int> labels);

    struct Shown {
        Shared trajectories;
        std::size_t measured = 0;
    };
    SwatchStrip* legend_;
    TrajectoryLayer* layer_;
    RegionPicker* picker_;
    std::vector<Shown> all_;
    int chosen_ = -1;
    QSize scaled_for_;  ///< size of the axis rect that the ranges were set for
    int settling_ = 0;  ///< replots since then that only follow the size of the axis rect
    bool whole_ = true; ///< nobody has panned or zoomed
};

} // namespace whydah
