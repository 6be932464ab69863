#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace whydah {

/// Names of the JSON files in a folder, sorted, without ".json".
std::vector<std::string> json_names(const std::filesystem::path& folder);

/// Opens folder/name.json. @param what "preset"   @throws Error naming the file and the names that there are
std::ifstream open_json(const std::filesystem::path& folder, const std::string& name, const std::string& what);

} // namespace whydah
