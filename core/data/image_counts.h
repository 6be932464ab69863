#pragma once

#include "core/experiment/job_control.h"
#include "records/events.h"
#include "records/split_plan.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace whydah {

struct Manifest;

ImageCounts image_counts(const Manifest& manifest);

/// Reads the data set and counts its images, as plan_split wants them. @throws Error as read_manifest; Stopped
ImageCounts count_images(const ExperimentOptions& options, const JobControl& control, const Report& report);

/// The ShuffledOrder of plan_split.
std::vector<std::size_t> shuffled_class_order(std::size_t classes, std::int64_t carve_seed);

} // namespace whydah
