#pragma once

#include "core/experiment/job_control.h"
#include "records/run_entry.h"

#include <filesystem>
#include <vector>

namespace whydah {

/// The runs of a workspace. The folders are the truth (workspace_folders.h): a list (run_index.h) remembers what they
/// said, so that a thousand runs are listed at once, and is mended here whenever a folder appeared, changed or
/// vanished. Any number of processes may call these at the same time.

/// All runs, the one that began last first; also those in the trash and those whose folder is missing. Writes nothing
/// where there is no run. A run that calls itself running while no process writes it is "interrupted".
/// @throws Error (no such folder, written by a newer Whydah), Stopped
std::vector<RunEntry> list_runs(const std::filesystem::path& workspace, const JobControl& control);

/// Does what the user wants with them. Names, tags and notes are kept in the run's folder (notes.json). Deleting moves
/// the folder to the workspace's trash; a run that only is listed here (outside) or is missing leaves the list.
/// @throws Error at the first change that cannot be done; those before it are done
void change_runs(const std::filesystem::path& workspace, const std::vector<RunChange>& changes);

/// Lists a run folder that is not within the workspace. Nothing happens for one that is.
void add_run(const std::filesystem::path& workspace, const std::filesystem::path& folder);

/// Removes what is in the trash, for good. Folders outside of the workspace are never removed.
void empty_trash(const std::filesystem::path& workspace);

} // namespace whydah
