#include "records/projection.h"

#include <utility>

namespace whydah {

Trajectories placed(Trajectories trajectories, const ProjectionFrame& frame) {
    std::size_t row = 0;
    trajectories.variance_share = frame.variance_share;
    for (auto* chains : {&trajectories.classes, &trajectories.measured, &trajectories.regressed}) {
        std::size_t points = 0;
        for (const ClassTrajectory& chain : *chains) points += chain.points.size();
        if (row + points > frame.positions.size()) {
            chains->clear();
            continue;
        }
        for (ClassTrajectory& chain : *chains)
            for (TrajectoryPoint& point : chain.points) point.position = frame.positions[row++];
    }
    return trajectories;
}

} // namespace whydah
