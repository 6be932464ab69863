#pragma once

#include "records/run_record.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Writes `text` to a temporary file beside `path`, syncs it and renames it over `path`. @throws Error (disk full, no
/// permission)
void write_file_safely(const std::filesystem::path& path, const std::string& text);

/// What of a run has grown since its folder was written last. The log and run.json are always written.
struct GrownParts {
    bool options = true, results = true, trajectories = true, losses = true;
    bool ending = true; ///< what comes with a run's end: intervals, metrics, significance, confusion, protocol
    /// Results whose predictions are in the folder already: they never change. 0: predictions of an earlier run are
    /// taken away first
    std::size_t predictions_there = 0;
};

/// OUT/results.csv, per_class.csv, intervals.csv, metrics.csv, significance.csv, confusion.csv, trajectories.csv
/// with trajectories.npy (a row of weights for each of its lines), dynamics.csv and dynamics.json, losses.csv,
/// options.json, protocol.json, protocol.md, log.txt, run.json (state, device, times) and predictions/. Existing files
/// are replaced one by one, each whole; run.json comes last and lists what the tables hold, so that a program that is
/// killed in between leaves a folder that can be read.   @throws Error
void write_run(const std::filesystem::path& folder, const RunRecord& record, const GrownParts& grown = {});

/// Takes an earlier run's files out of a folder that `record`, which has no results yet, is to be written to. Killed in
/// between, it leaves none of the earlier run's results under the new one's name. @throws Error
void clear_earlier_run(const std::filesystem::path& folder, const RunRecord& record);

/// Reads such a folder back: options, results, statistics, trajectories, losses, stages, class counts (no image
/// references). The state of a run that says "running" while nobody holds its lock (run_lock.h) is "interrupted".
/// @throws Error naming file and line
RunRecord read_run(const std::filesystem::path& folder);
/// The same without trajectories and losses, which take longer to read than all the rest.
RunRecord read_run_results(const std::filesystem::path& folder);

} // namespace whydah
