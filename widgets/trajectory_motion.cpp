#include "widgets/trajectory_motion.h"

#include <algorithm>
#include <cmath>

namespace whydah {

double stage_of(std::int64_t shot, std::int64_t last_block) {
    return shot <= 0 ? static_cast<double>(last_block + 1) : std::log2(static_cast<double>(shot));
}

PlaceOnPath place_on(const ClassTrajectory& path, double stage, std::int64_t last_block) {
    const auto& points = path.points;
    const auto at = [&](std::size_t i) { return stage_of(points[i].shot, last_block); };
    PlaceOnPath out{.points = 1, .position = points[0].position, .shot = points[0].shot, .waits = stage < at(0)};
    if (points.size() == 1) out.waits = false; // it keeps its weights: it is there all the time
    while (out.points < points.size() && at(out.points) <= stage) ++out.points;
    const std::size_t last = out.points - 1;
    out.position = points[last].position, out.shot = points[last].shot;
    if (out.waits || out.points == points.size()) return out;
    const double step = at(out.points) - at(last);
    const double share = step > 0 ? std::clamp((stage - at(last)) / step, 0.0, 1.0) : 0;
    if (share <= 0) return out;
    out.shot = points[out.points].shot;
    for (std::size_t axis = 0; axis < 3; ++axis)
        out.position[axis] += share * (points[out.points].position[axis] - out.position[axis]);
    return out;
}

} // namespace whydah
