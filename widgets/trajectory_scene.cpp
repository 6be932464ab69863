#include "widgets/trajectory_scene.h"

#include "widgets/scene_lines.h"

#include <algorithm>
#include <cmath>

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>

namespace whydah {
namespace {

using Place = std::array<double, 3>;

constexpr std::size_t most_pieces = 12000; // drawn with dots and heads
constexpr double filled = 0.84;            // of the view by the paths

/// A set of lines, dots or triangles that is drawn by one call.
struct Part {
    vtkNew<vtkPolyDataMapper> mapper;
    vtkNew<vtkActor> actor;
    Part() {
        actor->SetMapper(mapper);
        mapper->SetColorModeToDirectScalars();
        mapper->SetScalarModeToUsePointData();
        mapper->StaticOn();
        actor->GetProperty()->LightingOff();
    }
    void show(const SceneLines& lines) {
        mapper->SetInputData(lines.data());
        actor->SetVisibility(lines.points() > 0);
    }
};

struct Box {
    Place low{1e300, 1e300, 1e300}, high{-1e300, -1e300, -1e300};
    void add(const Place& at) {
        for (std::size_t i = 0; i < 3; ++i) low[i] = std::min(low[i], at[i]), high[i] = std::max(high[i], at[i]);
    }
    bool empty() const { return low[0] > high[0]; }
};

/// Of the paths that travel; of all if none does.
Box box_of(const Trajectories& t) {
    Box travelled, all;
    for (const ClassTrajectory& path : t.classes)
        for (const TrajectoryPoint& point : path.points) {
            all.add(point.position);
            if (path.points.size() > 1) travelled.add(point.position);
        }
    Box box = travelled.empty() ? all : travelled;
    double longest = 1e-9;
    for (std::size_t i = 0; i < 3 && !box.empty(); ++i) longest = std::max(longest, box.high[i] - box.low[i]);
    for (std::size_t i = 0; i < 3 && !box.empty(); ++i) {
        box.low[i] -= 0.04 * longest;
        box.high[i] += 0.04 * longest;
    }
    return box;
}

} // namespace

struct TrajectoryScene::Parts {
    vtkNew<vtkRenderer> renderer;
    Part frame, paths, heads, dots, chosen, chosen_heads, chosen_dots;
    Box box;
    std::vector<Place> travelled; ///< points of the paths that travel; of all if none does
    Content content;
};

TrajectoryScene::TrajectoryScene() : parts_(std::make_unique<Parts>()) {
    Parts& p = *parts_;
    for (Part* part : {&p.frame, &p.paths, &p.heads, &p.dots, &p.chosen, &p.chosen_heads, &p.chosen_dots})
        p.renderer->AddActor(part->actor);
    for (Part* part : {&p.heads, &p.chosen_heads}) {
        part->actor->GetProperty()->LightingOn();
        part->actor->GetProperty()->SetAmbient(0.45);
        part->actor->GetProperty()->SetDiffuse(0.6);
    }
    p.paths.actor->GetProperty()->SetLineWidth(1.3F);
    p.chosen.actor->GetProperty()->SetLineWidth(3.4F);
    p.dots.actor->GetProperty()->SetPointSize(5);
    p.dots.actor->GetProperty()->SetRenderPointsAsSpheres(true);
    p.chosen_dots.actor->GetProperty()->SetPointSize(9);
    p.chosen_dots.actor->GetProperty()->SetRenderPointsAsSpheres(true);
}

TrajectoryScene::~TrajectoryScene() = default;

vtkRenderer* TrajectoryScene::renderer() const { return parts_->renderer; }
TrajectoryScene::Content TrajectoryScene::content() const { return parts_->content; }

void TrajectoryScene::show(const SceneState& state, const TrajectoryColours& colours, const PlotColours& frame) {
    static const Trajectories none;
    const Trajectories& t = state.trajectories ? *state.trajectories : none;
    Parts& p = *parts_;
    p.box = box_of(t);
    p.travelled.clear();
    for (const std::size_t least : {2, 1})
        for (const ClassTrajectory& path : t.classes)
            for (const TrajectoryPoint& point : path.points)
                if (p.travelled.empty() || least == 2)
                    if (path.points.size() >= least) p.travelled.push_back(point.position);
    const Box& box = p.box;
    const double across =
        box.empty() ? 1 : std::hypot(box.high[0] - box.low[0], box.high[1] - box.low[1], box.high[2] - box.low[2]);
    std::size_t pieces = 0;
    for (const ClassTrajectory& path : t.classes) pieces += path.points.size();
    const bool bare = pieces > most_pieces;
    const double dimmed = frame.dark ? 0.4 : 0.3;
    ColourTable table(colours, frame);
    SceneLines paths, heads, dots, chosen, chosen_heads, chosen_dots;
    for (std::size_t c = 0; c < t.classes.size(); ++c) {
        const ClassTrajectory& path = t.classes[c];
        if (path.points.empty()) continue;
        const bool is_chosen =
            std::find(state.selected.begin(), state.selected.end(), path.label) != state.selected.end();
        const double strength = is_chosen ? 1 : state.selected.empty() ? 0.9 : dimmed;
        const PlaceOnPath now = place_on(path, state.stage, t.last_block);
        const auto colour = [&](std::int64_t shot, double share) { return QColor(table.at(path.label, shot, share)); };
        std::vector<SceneLines::Point> points;
        for (std::size_t i = 0; i < now.points; ++i)
            points.push_back({path.points[i].position, colour(path.points[i].shot, strength)});
        if (now.points < path.points.size() && !now.waits) points.push_back({now.position, colour(now.shot, strength)});
        (is_chosen ? chosen : paths).add_line(points, state.measured > 0 && c >= state.measured);
        // The rest of the way, faint: nothing is taken away while the classes move.
        if (now.points < path.points.size()) {
            std::vector<SceneLines::Point> rest{{now.position, colour(now.shot, 0.4 * strength)}};
            for (std::size_t i = now.points; i < path.points.size(); ++i)
                rest.push_back({path.points[i].position, colour(path.points[i].shot, 0.25 * strength)});
            paths.add_line(rest, false);
        }
        if (bare && !is_chosen && points.size() > 1) continue;
        SceneLines& at_points = is_chosen ? chosen_dots : dots;
        const double keeps = points.size() == 1 ? (now.waits ? 0.5 : 1) : 1;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) at_points.add_dot(points[i]);
        if (points.size() == 1)
            at_points.add_dot({points[0].at, mixed(frame.background, points[0].colour, keeps)});
        else
            (is_chosen ? chosen_heads : heads)
                .add_cone(points[points.size() - 2].at, points.back().at, (is_chosen ? 0.016 : 0.009) * across,
                          points.back().colour);
    }
    SceneLines edges;
    if (!box.empty()) edges.add_frame(box.low, box.high, frame.grid, frame.axis);
    p.content = {.lines = paths.lines(),
                 .line_points = paths.points(),
                 .heads = heads.cones() + chosen_heads.cones(),
                 .dots = dots.points() + chosen_dots.points(),
                 .chosen_lines = chosen.lines(),
                 .actors = 7};
    p.frame.show(edges);
    p.paths.show(paths);
    p.heads.show(heads);
    p.dots.show(dots);
    p.chosen.show(chosen);
    p.chosen_heads.show(chosen_heads);
    p.chosen_dots.show(chosen_dots);
    p.renderer->SetBackground(frame.background.redF(), frame.background.greenF(), frame.background.blueF());
    p.renderer->ResetCameraClippingRange();
}

void TrajectoryScene::reset_camera(const QSizeF& size) {
    Parts& p = *parts_;
    if (p.box.empty()) return;
    vtkCamera* camera = p.renderer->GetActiveCamera();
    camera->SetViewAngle(30);
    camera->SetFocalPoint(0, 0, 0);
    camera->SetPosition(0.55, 0.42, 1);
    camera->SetViewUp(0, 1, 0);
    const double bounds[6] = {p.box.low[0], p.box.high[0], p.box.low[1], p.box.high[1], p.box.low[2], p.box.high[2]};
    p.renderer->ResetCamera(bounds);
    // VTK leaves room for a ball around the frame: closer, until the paths fill the view.
    for (int step = 0; step < 4 && !size.isEmpty(); ++step) {
        double farthest = 0;
        for (const Place& at : p.travelled)
            if (const auto here = pixel(at, size))
                farthest = std::max({farthest, std::abs(2 * here->x() / size.width() - 1),
                                     std::abs(2 * here->y() / size.height() - 1)});
        if (farthest > 0) camera->Zoom(filled / farthest);
    }
    p.renderer->ResetCameraClippingRange();
}

void TrajectoryScene::follow(const std::pair<Place, Place>& before) {
    const auto& [low, high] = before;
    const auto across = [](const Place& a, const Place& b) {
        return std::hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    };
    const double was = across(low, high), is = across(parts_->box.low, parts_->box.high);
    if (parts_->box.empty() || low[0] > high[0] || was <= 0 || is <= 0) return;
    vtkCamera* camera = parts_->renderer->GetActiveCamera();
    Place from, to;
    camera->GetPosition(from.data());
    camera->GetFocalPoint(to.data());
    for (std::size_t i = 0; i < 3; ++i) {
        const double middle_was = (low[i] + high[i]) / 2, middle = (parts_->box.low[i] + parts_->box.high[i]) / 2;
        from[i] = middle + (from[i] - middle_was) * is / was;
        to[i] = middle + (to[i] - middle_was) * is / was;
    }
    camera->SetPosition(from.data());
    camera->SetFocalPoint(to.data());
    parts_->renderer->ResetCameraClippingRange();
}

void TrajectoryScene::turn(double degrees) {
    parts_->renderer->GetActiveCamera()->Azimuth(degrees);
    parts_->renderer->ResetCameraClippingRange();
}

std::optional<QPointF> TrajectoryScene::pixel(const Place& at, const QSizeF& size) const {
    if (size.isEmpty()) return {};
    vtkMatrix4x4* matrix =
        parts_->renderer->GetActiveCamera()->GetCompositeProjectionTransformMatrix(size.width() / size.height(), -1, 1);
    const double in[4] = {at[0], at[1], at[2], 1};
    double out[4];
    matrix->MultiplyPoint(in, out);
    if (out[3] <= 0) return {};
    return QPointF((out[0] / out[3] + 1) / 2 * size.width(), (1 - out[1] / out[3]) / 2 * size.height());
}

double TrajectoryScene::depth(const Place& at) const {
    const double* from = parts_->renderer->GetActiveCamera()->GetPosition();
    return std::hypot(at[0] - from[0], at[1] - from[1], at[2] - from[2]);
}

std::pair<Place, Place> TrajectoryScene::axes() const { return {parts_->box.low, parts_->box.high}; }

} // namespace whydah
