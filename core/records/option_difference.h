#pragma once

#include "records/experiment_options.h"

#include <string>
#include <vector>

namespace whydah {

/// An option that is not the same in all runs of a comparison.
struct OptionDifference {
    std::string name, group, label, unit; ///< as in the list of options (Field)
    std::vector<std::string> values;      ///< of each run: "on" and "off", else as the command line takes them
    bool operator==(const OptionDifference&) const = default;
};

/// In the order of the form. The folder that a run is kept in (`out`) always differs, and is left out.
std::vector<OptionDifference> option_differences(const std::vector<ExperimentOptions>& runs);

} // namespace whydah
