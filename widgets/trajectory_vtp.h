#pragma once

#include "widgets/trajectory_colours.h"

#include <QByteArray>

namespace whydah {

/// All chains as VTK's XML polygonal data (.vtp), for ParaView: a polyline for each chain (a vertex for a class that
/// keeps its weights); of each point its shot, norm and colour, of each chain its class, label, training images, entry
/// block and kind (0 test time, 1 measured, 2 predicted).
QByteArray trajectories_vtp(const Trajectories& trajectories, const TrajectoryColours& colours);

} // namespace whydah
