#pragma once

#include "records/experiment_options.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Flat JSON object, one key for each Field::name, complete.
std::string options_to_json(const ExperimentOptions& options);

/// Options not named in the file keep their defaults. @throws Error naming file, key and the known keys or the expected
/// type
ExperimentOptions options_from_json(const std::string& text, const std::string& source);
ExperimentOptions read_options(const std::filesystem::path& file);

} // namespace whydah
