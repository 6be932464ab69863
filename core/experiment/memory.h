#pragma once

#include <cstdint>

namespace whydah {

/// Starts a new peak for peak_memory(), where the system lets us.
void reset_peak_memory();
/// Most resident memory since the last reset (or since the program started), bytes. 0 if the system does not say.
std::int64_t peak_memory();
/// Memory that a program could still take without swapping, bytes. 0 if the system does not say.
std::int64_t available_memory();

} // namespace whydah
