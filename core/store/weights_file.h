#pragma once

#include "records/trajectories.h"

#include <filesystem>
#include <vector>

namespace whydah {

/// The weight vectors of all trajectories as one numpy array, float32 [lines of trajectories.csv, D] in their order.
/// Writes nothing and takes an older file away if there are none or their dimensions differ. @throws Error (disk full)
void write_weights(const std::filesystem::path& file, const std::vector<Trajectories>& all);

/// Gives the trajectories their weights back; leaves them without if there is no such file.
/// @param growing the run was not at its end: the file may have rows for lines that were still to be written
/// @throws Error if it does not fit the trajectories
void read_weights(const std::filesystem::path& file, std::vector<Trajectories>& all, bool growing = false);

/// Points of all three kinds of chains.
std::int64_t point_count(const Trajectories& trajectories);

} // namespace whydah
