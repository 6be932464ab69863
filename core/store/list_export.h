#pragma once

#include "core/experiment/job_control.h"
#include "records/events.h"
#include "records/experiment_options.h"
#include "records/exported_lists.h"

#include <filesystem>

namespace whydah {

struct Manifest;
struct Split;

/// The split of a data set as list files that other codebases read: train.txt, val.txt and test.txt with a line
/// `relative/path label` for each image, in the order of the data; classes.txt with one name a line; root.txt with the
/// folder that the paths are relative to, where Whydah's reader finds it. Paths that the format cannot hold bare are
/// quoted. Opened again, the lists give the very same split (one without a validation part with validation_share 0, as
/// Whydah takes one from the training images else). An empty part leaves no file, also none of an earlier
/// export. Each file is whole or not there; root.txt comes last.
/// @throws Error if the samples are no image files (feature tables, IDX files), or a path holds a line end; Stopped
ExportedLists write_lists(const std::filesystem::path& folder, const Manifest& manifest, const Split& split,
                          const JobControl& control);

/// Reads and splits the data of the options (the split of the first repeat), then write_lists. @throws Error, Stopped
ExportedLists export_lists(const std::filesystem::path& folder, const ExperimentOptions& options,
                           const JobControl& control, const Report& report);

} // namespace whydah
