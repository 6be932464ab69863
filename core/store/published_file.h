#pragma once

#include "records/published_numbers.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// Names of the tables in a folder (resources/published), sorted: file names without ".json".
std::vector<std::string> published_names(const std::filesystem::path& folder);

/// @throws Error naming the file and what is wrong: missing, not JSON, a number outside 0..100, no source
PublishedTable read_published(const std::filesystem::path& folder, const std::string& name);

} // namespace whydah
