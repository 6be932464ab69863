#pragma once

#include "records/experiment_options.h"

#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// One run of a preset. Most presets have one; Table 3 has one for each way of getting features.
struct PresetRun {
    std::string name;          ///< folder under OUT; empty if the preset has only this one
    ExperimentOptions options; ///< complete but for the path of the data
};

/// One column of a table in the paper's layout.
struct PresetColumn {
    std::string group;               ///< heading over several columns: "Pre-Trained Features"; may be empty
    std::string heading;             ///< as the paper prints it: "Plain [4]"
    std::string run, method;         ///< which measured row: PresetRun::name, MethodResult::method
    std::optional<double> published; ///< the paper's figure, percent, on its own data
};

/// A table or figure of the paper as a whole experiment that needs only the path of the data.
struct Preset {
    std::string name;         ///< "table2": the file's name
    std::string title;        ///< "Table 2: ablation of MetaModelNet"
    std::string about;        ///< what the paper did, and what here differs
    std::string published_on; ///< what data the paper's figures are on
    std::vector<PresetRun> runs;
    std::vector<PresetColumn> columns; ///< empty for figures
    std::vector<std::string> pictures; ///< files of OUT that are the paper's figure
};

} // namespace whydah
