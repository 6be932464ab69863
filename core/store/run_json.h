#pragma once

#include "records/run_record.h"

#include <string>

namespace whydah {

/// What the tables of a run folder do not hold: state, device, times, memory, versions, class counts, problems, log,
/// selections.
std::string run_to_json(const RunRecord& record);

/// Fills these into a record whose tables are read already. @throws Error naming `source`
void add_run_json(const std::string& text, const std::string& source, RunRecord& record);

} // namespace whydah
