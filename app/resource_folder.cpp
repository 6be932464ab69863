#include "app/resource_folder.h"

#include "records/error.h"

#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

namespace whydah {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> candidates() {
    if (const char* chosen = std::getenv("WHYDAH_RESOURCES"); chosen && *chosen) return {chosen};
    std::vector<fs::path> places;
    std::error_code none;
    if (const fs::path program = fs::read_symlink("/proc/self/exe", none); !none)
        places.push_back(program.parent_path().parent_path() / "share" / "whydah");
    places.emplace_back(WHYDAH_SOURCE_RESOURCES);
    return places;
}

} // namespace

fs::path resource_folder() {
    std::string looked;
    for (const fs::path& place : candidates()) {
        std::error_code unreadable;
        if (fs::is_directory(place, unreadable)) return place;
        looked += (looked.empty() ? "" : ", ") + place.string();
    }
    throw Error({.what = "the files that ship with Whydah are missing",
                 .where = looked,
                 .mend = "install Whydah again, or set WHYDAH_RESOURCES to its resources folder"});
}

fs::path sample_options_file() {
    const fs::path file = resource_folder() / "sample" / "options.json";
    std::error_code unreadable;
    if (fs::is_regular_file(file, unreadable)) return file;
    throw Error({.what = "the built-in sample is missing",
                 .where = file.string(),
                 .mend = "install Whydah again, or set WHYDAH_RESOURCES to its resources folder"});
}

} // namespace whydah
