#pragma once

#include "records/error.h"
#include "records/experiment_options.h"

#include <string>

namespace whydah {

/// What is told when a run asked for more memory than there was.
/// @param stage in which it did, "Seed 0 / Episodes"   @param device that it ran on, "cpu", "cuda:0"
Error out_of_memory_error(const std::string& stage, const ExperimentOptions& options, const std::string& device);

/// "1.21 GiB".
std::string gibibytes(std::int64_t bytes);

} // namespace whydah
