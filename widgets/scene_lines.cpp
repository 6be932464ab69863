#include "widgets/scene_lines.h"

#include "widgets/palette.h"

#include <algorithm>
#include <cmath>

#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkUnsignedCharArray.h>

namespace whydah {
namespace {

using Place = std::array<double, 3>;

constexpr int sides = 6;  // of a cone
constexpr int dashes = 5; // of a piece of a dashed line

Place between(const Place& a, const Place& b, double share) {
    return {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])};
}

Place cross(const Place& a, const Place& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

/// @return whether it had a length
bool normalise(Place& v) {
    const double length = std::hypot(v[0], v[1], v[2]);
    if (!(length > 1e-12)) return false;
    for (double& part : v) part /= length;
    return true;
}

} // namespace

struct SceneLines::Arrays {
    vtkNew<vtkPolyData> data;
    vtkNew<vtkPoints> points;
    vtkNew<vtkUnsignedCharArray> colours;
    vtkNew<vtkCellArray> lines, dots, faces;
};

SceneLines::SceneLines() : arrays_(std::make_unique<Arrays>()) {
    arrays_->colours->SetNumberOfComponents(3);
    arrays_->colours->SetName("colour");
    arrays_->data->SetPoints(arrays_->points);
    arrays_->data->GetPointData()->SetScalars(arrays_->colours);
    arrays_->data->SetLines(arrays_->lines);
    arrays_->data->SetVerts(arrays_->dots);
    arrays_->data->SetPolys(arrays_->faces);
}

SceneLines::~SceneLines() = default;

vtkPolyData* SceneLines::data() const { return arrays_->data; }
std::int64_t SceneLines::points() const { return arrays_->points->GetNumberOfPoints(); }

std::int64_t SceneLines::add_point(const Place& at, const QColor& colour) {
    arrays_->colours->InsertNextTuple3(colour.red(), colour.green(), colour.blue());
    return arrays_->points->InsertNextPoint(at.data());
}

void SceneLines::add_line(const std::vector<Point>& points, bool dashed) {
    if (points.size() < 2) return;
    ++lines_;
    if (!dashed) {
        arrays_->lines->InsertNextCell(static_cast<vtkIdType>(points.size()));
        for (const Point& point : points) arrays_->lines->InsertCellPoint(add_point(point.at, point.colour));
        return;
    }
    for (std::size_t i = 1; i < points.size(); ++i)
        for (int dash = 0; dash < dashes; ++dash) {
            const Point &a = points[i - 1], &b = points[i];
            arrays_->lines->InsertNextCell(2);
            for (double share : {dash / double(dashes), (dash + 0.6) / dashes})
                arrays_->lines->InsertCellPoint(
                    add_point(between(a.at, b.at, share), mixed(a.colour, b.colour, share)));
        }
}

void SceneLines::add_dot(const Point& point) {
    arrays_->dots->InsertNextCell(1);
    arrays_->dots->InsertCellPoint(add_point(point.at, point.colour));
}

void SceneLines::add_cone(const Place& from, const Place& to, double length, const QColor& colour) {
    Place way{to[0] - from[0], to[1] - from[1], to[2] - from[2]};
    length = std::clamp(0.8 * std::hypot(way[0], way[1], way[2]), 0.4 * length, length); // short ways stay in sight
    if (!normalise(way)) return;
    ++cones_;
    Place side = cross(way, std::abs(way[1]) < 0.9 ? Place{0, 1, 0} : Place{1, 0, 0});
    normalise(side);
    const Place other = cross(way, side);
    const double radius = 0.42 * length;
    const auto tip = add_point(to, colour);
    std::int64_t ring[sides];
    for (int i = 0; i < sides; ++i) {
        const double angle = 2 * 3.14159265358979 * i / sides, c = radius * std::cos(angle),
                     s = radius * std::sin(angle);
        Place at;
        for (std::size_t axis = 0; axis < 3; ++axis)
            at[axis] = to[axis] - length * way[axis] + c * side[axis] + s * other[axis];
        ring[i] = add_point(at, colour);
    }
    for (int i = 0; i < sides; ++i) {
        arrays_->faces->InsertNextCell(3);
        for (auto corner : {tip, ring[i], ring[(i + 1) % sides]}) arrays_->faces->InsertCellPoint(corner);
    }
    arrays_->faces->InsertNextCell(sides);
    for (int i = sides - 1; i >= 0; --i) arrays_->faces->InsertCellPoint(ring[i]);
}

void SceneLines::add_frame(const Place& low, const Place& high, const QColor& colour, const QColor& strong) {
    for (std::size_t axis = 0; axis < 3; ++axis)
        for (int corner = 0; corner < 4; ++corner) {
            Place a = low, b;
            if (corner & 1) a[(axis + 1) % 3] = high[(axis + 1) % 3];
            if (corner & 2) a[(axis + 2) % 3] = high[(axis + 2) % 3];
            b = a;
            b[axis] = high[axis];
            const QColor& line = corner == 0 ? strong : colour;
            add_line({{a, line}, {b, line}}, false);
        }
}

} // namespace whydah
