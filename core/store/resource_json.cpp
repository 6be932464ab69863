#include "core/store/resource_json.h"

#include "records/error.h"

#include <algorithm>

namespace whydah {
namespace fs = std::filesystem;

std::vector<std::string> json_names(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::ifstream open_json(const fs::path& folder, const std::string& name, const std::string& what) {
    const fs::path file = folder / (name + ".json");
    std::ifstream stream(file, std::ios::binary);
    if (stream) return stream;
    std::string known;
    for (const std::string& other : json_names(folder)) known += (known.empty() ? "" : ", ") + other;
    throw Error({.what = "there is no " + what + " of that name",
                 .where = file.string(),
                 .mend = known.empty() ? "install Whydah again" : "choose one of: " + known});
}

} // namespace whydah
