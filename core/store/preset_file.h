#pragma once

#include "records/preset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// Names of the presets in a folder (resources/presets), sorted: file names without ".json".
std::vector<std::string> preset_names(const std::filesystem::path& folder);

/// @throws Error naming the file and what is wrong: missing, not JSON, an unknown option, a column of no run
Preset read_preset(const std::filesystem::path& folder, const std::string& name);

} // namespace whydah
