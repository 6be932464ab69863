#pragma once

#include "core/experiment/job_control.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// A whole file as bytes; .gz files are unpacked. @throws Error naming the file (missing, unreadable, damaged, larger
/// than most_bytes); Stopped within a megabyte
std::string read_bytes(const std::filesystem::path& file, std::int64_t most_bytes, const JobControl& control = {});

struct ZipMember {
    std::string name;
    std::string bytes;
};
/// All members of a zip file, stored or deflated. @throws Error naming the file; Stopped within 16 megabytes
std::vector<ZipMember> read_zip(const std::filesystem::path& file, std::int64_t most_bytes,
                                const JobControl& control = {});

} // namespace whydah
