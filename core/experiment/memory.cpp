#include "core/experiment/memory.h"

#include <fstream>
#include <string>

namespace whydah {

void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; } // proc(5): resets VmHWM

std::int64_t peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::int64_t kibibytes = 0;
        if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
    }
    return 0;
}

} // namespace whydah
