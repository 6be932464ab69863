#pragma once

#include "core/data/manifest.h"
#include "records/run_record.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// The protocol card of a run, in the order in which its parts become known.
void begin_protocol(RunRecord& record); ///< options, seeds, selection rule, measures, versions, machine
/// Data hash, split, backbone and its hash, sizes of the bands; record.dataset must be filled.
void describe_data(RunRecord& record, const Manifest& manifest);
/// What became of the network of one seed: entries of the section "Network".
void describe_network(RunRecord& record, std::int64_t seed,
                      const std::vector<std::pair<std::string, std::string>>& entries);
void end_protocol(RunRecord& record); ///< state, time, and what was chosen

/// Metrics, confusion counts and comparisons of the record's results.
void take_statistics(RunRecord& record);

std::string library_versions(); ///< "LibTorch 1.13.0, OpenCV 4.6.0"

} // namespace whydah
