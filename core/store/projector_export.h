#pragma once

#include "records/trajectories.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Rows of weights as TensorBoard's projector takes them: tabs between numbers, no header.
/// @throws Error if the trajectories have no weights
std::string projector_vectors(const Trajectories& trajectories);

/// One line for each row under a header: class, chain, shots, training images, norm, and __seq_next__, the number of
/// the row that follows in the same chain (empty at its end), from which the projector draws lines.
std::string projector_metadata(const Trajectories& trajectories);

/// The header of points_lines.
std::string points_header();
/// Places after projection: a line for each point of all chains.
std::string points_lines(const Trajectories& trajectories);
std::string points_csv(const Trajectories& trajectories); ///< both

/// FOLDER/vectors.tsv and metadata.tsv. @throws Error
void write_projector(const std::filesystem::path& folder, const Trajectories& trajectories);

} // namespace whydah
