#pragma once

#include "records/preset.h"
#include "records/run_record.h"

#include <string>
#include <vector>

namespace whydah {

/// The paper's table in its layout, filled with what was measured here, and below it, in a block of its own, the paper's
/// figures, marked as published on other data. For figures: where the pictures are.
/// @param records one for each of preset.runs, in their order; a stopped run may be missing at the end
std::string preset_text(const Preset& preset, const std::vector<RunRecord>& records);

} // namespace whydah
