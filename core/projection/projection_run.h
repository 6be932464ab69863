#pragma once

#include "core/experiment/job_control.h"
#include "records/projection.h"

#include <cstdint>
#include <functional>

namespace whydah {

/// Carries a projection on by some iterations and tells where it stands. PCA has no iterations: the first call is all.
/// A t-SNE that was stopped goes on from there with the next call. To be called by one thread at a time.
/// @throws Stopped between two iterations; what was done is kept
using ProjectionRun = std::function<ProjectionFrame(std::int64_t iterations, const JobControl& control)>;

/// Begins a projection: fits the axes, or finds t-SNE's neighbours. @param threads 0: all cores
/// @throws Error if the trajectories have no weights, no measured chains where the axes are to be theirs, fewer than
/// four points for t-SNE, or a value that is no finite number; Stopped
ProjectionRun begin_projection(const Trajectories& trajectories, const ProjectionOptions& options, std::int64_t threads,
                               const JobControl& control);

} // namespace whydah
