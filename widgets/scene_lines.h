#pragma once

#include <QColor>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

class vtkPolyData;

namespace whydah {

/// Coloured lines, dots and cones for one drawing call.
class SceneLines {
public:
    struct Point {
        std::array<double, 3> at;
        QColor colour;
    };
    SceneLines();
    ~SceneLines();
    SceneLines(const SceneLines&) = delete;
    SceneLines& operator=(const SceneLines&) = delete;

    /// Through the points, each in its colour and even between them. Less than two points: nothing.
    void add_line(const std::vector<Point>& points, bool dashed);
    void add_dot(const Point& point);
    /// An arrow head with its tip at `to`, coming from `from`; nothing where the two are one.
    void add_cone(const std::array<double, 3>& from, const std::array<double, 3>& to, double length,
                  const QColor& colour);
    /// The edges of a box; the three at its low corner in `strong`.
    void add_frame(const std::array<double, 3>& low, const std::array<double, 3>& high, const QColor& colour,
                   const QColor& strong);

    vtkPolyData* data() const;
    std::int64_t points() const;
    std::int64_t lines() const { return lines_; }
    std::int64_t cones() const { return cones_; }

private:
    std::int64_t add_point(const std::array<double, 3>& at, const QColor& colour);

    struct Arrays;
    std::unique_ptr<Arrays> arrays_;
    std::int64_t lines_ = 0, cones_ = 0;
};

} // namespace whydah
