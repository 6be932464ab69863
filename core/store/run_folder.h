#pragma once

#include "records/run_record.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Writes `text` to a temporary file beside `path`, syncs it and renames it over `path`. @throws Error (disk full, no
/// permission)
void write_file_safely(const std::filesystem::path& path, const std::string& text);

/// OUT/results.csv, per_class.csv, intervals.csv, metrics.csv, significance.csv, confusion.csv, trajectories.csv
/// with trajectories.npy (a row of weights for each of its lines), dynamics.csv and dynamics.json, losses.csv,
/// options.json, protocol.json, protocol.md, log.txt, run.json (state, device, times) and predictions/. Existing files
/// are replaced one by one, each whole.
/// @param predictions_there results whose predictions are in the folder already: they never change. 0: predictions of
/// an earlier run are taken away first   @throws Error
void write_run(const std::filesystem::path& folder, const RunRecord& record, std::size_t predictions_there = 0);

/// Reads such a folder back: options, results, statistics, trajectories, losses, stages, class counts (no image
/// references).
/// @throws Error naming file and line
RunRecord read_run(const std::filesystem::path& folder);
/// The same without trajectories and losses, which take longer to read than all the rest.
RunRecord read_run_results(const std::filesystem::path& folder);

} // namespace whydah
