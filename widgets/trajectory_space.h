#pragma once

#include "widgets/label_places.h"
#include "widgets/trajectory_scene.h"
#include "widgets/vtk_view.h"

#include <QElapsedTimer>

namespace whydah {

/// The trajectories in space, in a window: turned by dragging, a class picked by a click (Ctrl adds), names that cover
/// neither each other nor the edge. Made only where why_no_opengl() is empty.
class TrajectorySpace : public VtkView {
    Q_OBJECT
public:
    static std::unique_ptr<TrajectorySpace> make(QWidget* parent);
    ~TrajectorySpace() override;

    /// Another run, or the first one, is looked at from the start. Where the same paths have moved, the whole stays in
    /// sight; a view that was turned or zoomed keeps its direction and how much of them it shows.
    void show_state(const SceneState& state, const TrajectoryColours& colours);
    void reset_camera();
    /// The class whose path passes within a few pixels, of several the nearest to the eye; -1: none.
    int class_at(const QPointF& at) const;
    /// Pixel of a point of a class's path.
    std::optional<QPointF> pixel_of(int label, std::size_t point) const;
    const LabelPlaces& labels() const { return labels_; }
    const TrajectoryScene& scene() const { return *scene_; }
    /// At any size in pixels, with the names. @throws Error if the graphics cannot draw so many
    QImage scene_picture(const QSize& pixels);

Q_SIGNALS:
    void picked(int label, Qt::KeyboardModifiers keys);            ///< -1: beside all paths
    void pointed(int label, std::size_t point, const QPointF& at); ///< the mouse is over a path; -1: over none
    void stepped(int by);                                          ///< arrow keys
    void left();                                                   ///< Escape

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Names;
    struct Hit {
        const ClassTrajectory* path = nullptr;
        std::size_t point = 0;
    };
    TrajectorySpace(std::unique_ptr<TrajectoryScene> scene, QWidget* parent);
    Hit hit(const QPointF& at) const;
    void rebuild();
    void write_names(QPainter& painter, const QSizeF& size);

    std::unique_ptr<TrajectoryScene> scene_;
    SceneState state_;
    TrajectoryColours colours_;
    std::vector<const ClassTrajectory*> by_length_;
    LabelPlaces labels_;
    Names* names_;
    QPointF pressed_;
    bool click_ = false;
    bool whole_ = true; ///< nobody has turned or zoomed
};

} // namespace whydah
