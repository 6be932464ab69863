#pragma once

#include "widgets/palette.h"
#include "widgets/trajectory_colours.h"
#include "widgets/trajectory_motion.h"

#include <QPointF>
#include <QSizeF>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class vtkRenderer;

namespace whydah {

/// What is shown of trajectories in space.
struct SceneState {
    std::shared_ptr<const Trajectories> trajectories; ///< nothing: an empty scene
    std::size_t measured =
        0; ///< so many of `classes` are measured chains, the others predicted ones and dashed; 0: all alike
    std::vector<int> selected{}; ///< labels; drawn strongly, the others dimmed
    double stage = whole_way;
};

/// Fig. 4a in space: all paths as one set of lines, arrow heads where they end, dots at their points, a ball for a
/// class that keeps its weights; the selected ones once more, thicker. A frame says where the axes are. Needs no OpenGL
/// until it is rendered: places of points are asked of the camera.
class TrajectoryScene {
public:
    TrajectoryScene();
    ~TrajectoryScene();
    TrajectoryScene(const TrajectoryScene&) = delete;
    TrajectoryScene& operator=(const TrajectoryScene&) = delete;

    void show(const SceneState& state, const TrajectoryColours& colours, const PlotColours& frame);
    vtkRenderer* renderer() const;

    /// Looks at the paths that travel from a little above, so that they fill a view of this size; classes that keep
    /// their weights far away may be out of sight.
    void reset_camera(const QSizeF& size);
    /// The camera goes along with paths that lay between these corners before: same direction, same share of the view.
    void follow(const std::pair<std::array<double, 3>, std::array<double, 3>>& before);
    void turn(double degrees); ///< about the vertical

    /// Pixel of a place in a view of `size`, y downwards; nothing behind the camera.
    std::optional<QPointF> pixel(const std::array<double, 3>& at, const QSizeF& size) const;
    /// Distance from the camera, in units of the scene.
    double depth(const std::array<double, 3>& at) const;

    /// The frame's low corner, where the axes begin, and its high one.
    std::pair<std::array<double, 3>, std::array<double, 3>> axes() const;

    /// What is in the scene, for tests.
    struct Content {
        std::int64_t lines = 0, line_points = 0, heads = 0, dots = 0, chosen_lines = 0;
        std::size_t actors = 0;
    };
    Content content() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace whydah
