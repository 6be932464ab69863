#pragma once

#include "core/data/manifest.h"
#include "records/kept_samples.h"

#include <filesystem>
#include <vector>

namespace whydah {

/// The images of a manifest with their part in each repeat.
std::vector<KeptSample> kept_samples(const Manifest& manifest, const std::vector<Split>& splits);

/// samples.csv in a run folder: sample,label,class,file,row and a column part.0, part.1, ... for each repeat. `sample`
/// is what the predictions count. Whole or not there. @throws Error
void write_samples(const std::filesystem::path& run_folder, const std::vector<KeptSample>& samples,
                   const std::vector<std::string>& class_names);

/// Reads it back; nothing from a folder of an older version, which has none. @throws Error naming file and line
std::vector<KeptSample> read_samples(const std::filesystem::path& run_folder);

} // namespace whydah
