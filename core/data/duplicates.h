#pragma once

#include "core/experiment/job_control.h"
#include "records/duplicate_images.h"
#include "records/events.h"

namespace whydah {

/// Finds images whose bytes are the same: whole files (as they lie on the disk, not as decoded), rows of IDX files.
/// Only what has the same size as another is read; equal hashes are held against each other byte by byte. A file or row
/// that a list names twice is a duplicate of itself. What cannot be read is counted and left
/// out. Feature tables take part with the image files that they name.
/// @throws Stopped
DuplicateReport find_duplicates(const DatasetSummary& summary, const JobControl& control, const Report& report);

/// Bytes that find_duplicates would read at most.
std::int64_t bytes_to_compare(const DatasetSummary& summary);

} // namespace whydah
