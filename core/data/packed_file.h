#pragma once

#include "core/experiment/job_control.h"
#include "records/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace whydah {

/// A whole file as bytes; .gz files are unpacked. @throws Error naming the file (missing, unreadable, damaged, larger
/// than most_bytes or than half of the memory that is free); Stopped within a megabyte
std::string read_bytes(const std::filesystem::path& file, std::int64_t most_bytes, const JobControl& control = {});

/// What those say of a file that is larger than allowed: that memory ran out, if that is what made it so low.
Error too_large_error(const std::filesystem::path& file, std::int64_t most_bytes, std::int64_t allowed_bytes);

struct ZipMember {
    std::string name;
    std::string bytes;
};
/// Members of a zip file that are wanted, stored or deflated; the others are not unpacked. @throws Error naming the
/// file (as read_bytes; most_bytes for all of them together); Stopped within 16 megabytes
std::vector<ZipMember> read_zip(const std::filesystem::path& file, std::int64_t most_bytes,
                                const std::function<bool(const std::string& name)>& wanted,
                                const JobControl& control = {});

} // namespace whydah
