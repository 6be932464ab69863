#pragma once

#include "records/run_record.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// What the tables of a run folder do not hold: state, device, times, memory, versions, class counts, problems, log,
/// selections.
std::string run_to_json(const RunRecord& record);

/// What run.json says that the tables hold. It is written last, and a run that was killed may have begun to write more
/// than it lists, or may not have taken an earlier run's tables away: what is not listed is no part of the run.
struct ListedParts {
    using Part = std::pair<std::string, std::int64_t>; ///< method, seed
    std::vector<Part> results, trajectories;
    bool growing = false;              ///< its state is "running"
    std::optional<std::size_t> losses; ///< lines of losses.csv; nothing: all (run folders of older versions)
    static bool has(const std::vector<Part>& parts, const std::string& method, std::int64_t seed);
};
/// @throws Error naming `source`
ListedParts listed_parts(const std::string& text, const std::string& source);

/// Fills these into a record whose tables are read already. @throws Error naming `source`
void add_run_json(const std::string& text, const std::string& source, RunRecord& record);

} // namespace whydah
