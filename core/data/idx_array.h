#pragma once

#include "core/experiment/job_control.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// A file of the MNIST family, plain or .gz: unsigned bytes with their dimensions.
struct IdxArray {
    std::vector<std::int64_t>
        shape;         ///< [n] labels, [n, height, width] grey images, [n, height, width, 3] colour images
    std::string bytes; ///< the file; the items begin at `first`
    std::size_t first = 0;
    std::int64_t items() const { return shape.empty() ? 0 : shape[0]; }
    std::int64_t item_bytes() const; ///< of one image or label
    const unsigned char* item(std::int64_t index) const;
};

/// @throws Error naming the file: missing, damaged, not IDX, not bytes, cut off
IdxArray read_idx(const std::filesystem::path& file, const JobControl& control = {});

/// The same, but kept in memory for the next one who asks (the last few files, until they are written anew). Safe to
/// call from several threads.
std::shared_ptr<const IdxArray> shared_idx(const std::filesystem::path& file, const JobControl& control = {});

} // namespace whydah
