#pragma once

#include "records/trajectories.h"

#include <array>
#include <cstdint>
#include <limits>

namespace whydah {

/// Stage of k shots on the way to many: log2 k; N + 1 for many (k = 0).
double stage_of(std::int64_t shot, std::int64_t last_block);

/// All of the way: nothing is cut.
inline constexpr double whole_way = std::numeric_limits<double>::infinity();

/// How far a class has come at a stage: the whole points before it, and its place between two of them.
struct PlaceOnPath {
    std::size_t points = 0;           ///< that it has reached, at least 1: before its own first shot it waits there
    std::array<double, 3> position{}; ///< where it is now
    std::int64_t shot = 0;            ///< of the point that it goes to, or is at
    bool waits = false;               ///< it enters later
};
/// @param path with at least one point   @param stage 0..N + 1, whole_way: the end
PlaceOnPath place_on(const ClassTrajectory& path, double stage, std::int64_t last_block);

} // namespace whydah
