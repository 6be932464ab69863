#include "app/process_memory.h"

#include <fstream>
#include <string>

namespace whydah {

ProcessMemory process_memory() {
    ProcessMemory memory;
    std::ifstream lines("/proc/self/status");
    for (std::string word; lines >> word;) {
        std::int64_t kibibytes = 0;
        if (word == "VmRSS:" && lines >> kibibytes) memory.now = kibibytes * 1024;
        if (word == "VmHWM:" && lines >> kibibytes) memory.peak = kibibytes * 1024;
    }
    return memory;
}

} // namespace whydah
