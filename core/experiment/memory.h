#pragma once

#include <cstdint>
#include <filesystem>

namespace whydah {

/// Starts a new peak for peak_memory(), where the system lets us.
void reset_peak_memory();
/// Most resident memory since the last reset (or since the program started), bytes. 0 if the system does not say.
std::int64_t peak_memory();
/// Memory that this program could still take without swapping, bytes, also within the limits of its container or
/// service (cgroups). -1 if the system does not say.
std::int64_t available_memory();
/// Swap that this program could still take. 0 in a group with a limit: what it may swap is the group's affair.
std::int64_t free_swap();
/// What this program has asked for and can write to, used or not, bytes: what RLIMIT_DATA counts.
std::int64_t data_memory();
/// Of its own libraries and other mapped files, what is in memory, bytes.
std::int64_t mapped_memory();
/// What a group of processes has left of its limit. @param folder of it under /sys/fs/cgroup (of either version)
/// @return the greatest number if there is no limit
std::int64_t spare_in_group(const std::filesystem::path& folder);

} // namespace whydah
