#pragma once

#include "records/run_record.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Writes `text` to a temporary file beside `path`, syncs it and renames it over `path`. @throws Error (disk full, no
/// permission)
void write_file_safely(const std::filesystem::path& path, const std::string& text);

/// OUT/results.csv, per_class.csv, trajectories.csv with trajectories.npy (a row of weights for each of its lines),
/// dynamics.csv and dynamics.json, losses.csv, options.json, log.txt, run.json (state, device,
/// times). Existing files are replaced one by one, each whole. @throws Error
void write_run(const std::filesystem::path& folder, const RunRecord& record);

/// Reads such a folder back: options, results, trajectories, losses, class counts (no image references). @throws Error
/// naming file and line
RunRecord read_run(const std::filesystem::path& folder);

} // namespace whydah
