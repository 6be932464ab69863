#pragma once

#include "records/run_record.h"

#include <filesystem>
#include <string>

namespace whydah {

std::string metrics_csv(const RunRecord& record);   ///< a line a result: seeds, macro-F1, worst class, means, ECE
std::string intervals_csv(const RunRecord& record); ///< a line a result and class: recall with Wilson's 95 % interval
std::string significance_csv(const RunRecord& record); ///< a line a Comparison
std::string confusion_csv(const RunRecord& record);    ///< a line a pair of labels that occurs

/// Reads metrics.csv, significance.csv and confusion.csv back; run folders from before them have none of these.
/// @throws Error naming file and line
void read_statistics(const std::filesystem::path& folder, RunRecord& record);

} // namespace whydah
