#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"
#include "widgets/dynamics_bar.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace whydah {

class HoverCard;
class NearestTable;
class NormPlot;
class ProjectionBar;
class StepBar;
class TrajectoryPlot;
class TrajectorySpace;

/// The Dynamics view: trajectories in the plane and in space, norms at k shots, nearest classes; one selection, one
/// stage and one set of colours for all. The scene in space is made when it is first asked for; where there is no
/// OpenGL the plane stays and the view says why.
class DynamicsView : public QWidget {
    Q_OBJECT
public:
    using Page = DynamicsBar::Page;

    explicit DynamicsView(QWidget* parent = nullptr);

    TrajectoryPlot* trajectories() const { return plane_; }
    TrajectorySpace* space() const { return space_; } ///< null until it was shown
    NormPlot* norms() const { return norms_; }
    NearestTable* nearest() const { return nearest_; }
    StepBar* steps() const { return steps_; }
    DynamicsBar* bar() const { return bar_; }
    /// Controls of the projection, beneath the view's own; shown with the paths only.
    void set_projection_bar(ProjectionBar* bar);

    void show_page(Page page);
    Page page() const { return bar_->page(); }
    /// Why the last wish for 3-D was refused; empty: it was not.
    QString refusal() const;

    void set_facts(ClassFacts facts);
    const ClassFacts& facts() const;
    void set_colour_by(TrajectoryColours::By by);
    /// Of which pictures at the mouse are.
    void show_images(const DatasetSummary& dataset);
    void show_pixels(const ImageRef& image, const ImagePixels& pixels);
    HoverCard* card() const { return card_; }

    void select_classes(const std::vector<int>& labels);

Q_SIGNALS:
    void classes_selected(const std::vector<int>& labels); ///< the current one last
    void thumbnails_asked(const std::vector<whydah::ImageRef>& images);
    void groups_asked();
    void export_asked(whydah::DynamicsBar::Export what);
    void page_changed(whydah::DynamicsBar::Page page);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool make_space();
    void connect_space();
    void connect_parts();
    void show_shown();
    void show_space();
    void spread_selection();
    void take_colours();
    void point_at(int label, const QPointF& at, const QString& text);
    QWidget* page_widget(Page page) const;

    DynamicsBar* bar_;
    QVBoxLayout* rows_;
    ProjectionBar* projection_bar_ = nullptr;
    QLabel* refusal_;
    QStackedWidget* pages_;
    TrajectoryPlot* plane_;
    TrajectorySpace* space_ = nullptr;
    NormPlot* norms_;
    NearestTable* nearest_;
    StepBar* steps_;
    HoverCard* card_;
    std::vector<std::optional<ImageRef>> pictures_; ///< one of each class
    std::optional<ImageRef> wanted_;                ///< what the card waits for
    int pointed_ = -1;
};

} // namespace whydah
