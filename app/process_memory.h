#pragma once

#include <cstdint>

namespace whydah {

/// Resident memory of this program, bytes; 0 where the system does not say.
struct ProcessMemory {
    std::int64_t now = 0;
    std::int64_t peak = 0; ///< since the run began that goes on (each run starts a new peak)
};
ProcessMemory process_memory();

} // namespace whydah
