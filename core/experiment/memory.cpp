#include "core/experiment/memory.h"

#include <fstream>
#include <string>

namespace whydah {

namespace {

/// A line "Name:   123 kB" of one of the system's tables, in bytes; 0 if there is none.
std::int64_t bytes_of(const char* table, const char* name) {
    std::ifstream lines(table);
    for (std::string word; lines >> word;) {
        std::int64_t kibibytes = 0;
        if (word == name && lines >> kibibytes) return kibibytes * 1024;
    }
    return 0;
}

} // namespace

void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; } // proc(5): resets VmHWM

std::int64_t peak_memory() { return bytes_of("/proc/self/status", "VmHWM:"); }

std::int64_t available_memory() { return bytes_of("/proc/meminfo", "MemAvailable:"); }

} // namespace whydah
