#include "core/experiment/memory.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

namespace whydah {

namespace {

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// A line "Name:   123 kB" of one of the system's tables, in bytes; 0 if there is none.
std::int64_t bytes_of(const char* table, const char* name) {
    std::ifstream lines(table);
    for (std::string word; lines >> word;) {
        std::int64_t kibibytes = 0;
        if (word == name && lines >> kibibytes) return kibibytes * 1024;
    }
    return 0;
}

/// The first number of a file; `otherwise` if there is none ("max").
std::int64_t number_in(const std::filesystem::path& file, std::int64_t otherwise) {
    std::ifstream in(file);
    std::int64_t number = 0;
    return in >> number ? number : otherwise;
}

/// Cached files of a group's memory that it gives back when asked for more. Half of them counts as free, as in the
/// system's MemAvailable: without the pages of its own libraries a program crawls.
/// @param with_children the old version tells of a group alone, but counts it with its children
std::int64_t cached_in(const std::filesystem::path& folder, bool with_children) {
    std::ifstream lines(folder / "memory.stat");
    std::string name;
    std::int64_t all = 0;
    for (std::int64_t bytes = 0; lines >> name >> bytes;)
        if (with_children ? name == "total_inactive_file" || name == "total_active_file"
                          : name == "inactive_file" || name == "active_file")
            all += bytes;
    return all;
}

} // namespace

std::int64_t spare_in_group(const std::filesystem::path& folder) {
    const bool old = std::filesystem::exists(folder / "memory.limit_in_bytes");
    const std::int64_t most = number_in(folder / (old ? "memory.limit_in_bytes" : "memory.max"), no_limit);
    if (most > no_limit / 4) return no_limit; // the old ones say a very large number for none
    const std::int64_t now = number_in(folder / (old ? "memory.usage_in_bytes" : "memory.current"), 0);
    return std::max<std::int64_t>(0, most - now + cached_in(folder, old) / 2);
}

namespace {

/// Of all the groups that this process is in, with those above them: containers and services have such limits.
std::int64_t spare_in_groups() {
    std::int64_t least = no_limit;
    std::ifstream lines("/proc/self/cgroup"); // "0::/a/b" or "4:memory:/a/b"
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string kind = line.substr(first + 1, second - first - 1);
        if (!kind.empty() && (',' + kind + ',').find(",memory,") == std::string::npos) continue;
        const std::filesystem::path root = kind.empty() ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
        std::filesystem::path group = line.substr(second + 1);
        for (;; group = group.parent_path()) {
            least = std::min(least, spare_in_group(root / group.relative_path()));
            if (group == group.parent_path()) break;
        }
    }
    return least;
}

} // namespace

void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; } // proc(5): resets VmHWM

std::int64_t peak_memory() { return bytes_of("/proc/self/status", "VmHWM:"); }

std::int64_t data_memory() { return bytes_of("/proc/self/status", "VmData:"); }

std::int64_t available_memory() {
    const std::int64_t free = bytes_of("/proc/meminfo", "MemAvailable:"), in_groups = spare_in_groups();
    if (free > 0) return std::min(free, in_groups);
    return in_groups == no_limit ? -1 : in_groups;
}

std::int64_t mapped_memory() { return bytes_of("/proc/self/status", "RssFile:"); }

std::int64_t free_swap() { return spare_in_groups() == no_limit ? bytes_of("/proc/meminfo", "SwapFree:") : 0; }

} // namespace whydah
