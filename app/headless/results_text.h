#pragma once

#include "records/published_numbers.h"
#include "records/run_record.h"

#include <string>

namespace whydah {

/// The results table as text: methods by bands, percent, mean ± sd over seeds; a method with one seed is marked so.
std::string results_text(const RunRecord& record);

/// Below it: classes of each rule of bands, further measures, and the paired comparisons. Empty without results.
std::string statistics_text(const RunRecord& record);

/// A block of its own for figures from elsewhere, so that none stands beside a measured one.
std::string published_text(const PublishedTable& table);

} // namespace whydah
