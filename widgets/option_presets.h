#pragma once

#include "records/experiment_options.h"

#include <QString>

#include <vector>

namespace whydah {

/// A named set of method options. Data, features and run stay as they are.
struct OptionPreset {
    QString name, tip;
    void (*apply)(ExperimentOptions& options);
};
const std::vector<OptionPreset>& option_presets();

/// The preset whose values these are, -1 for none.
int preset_of(const ExperimentOptions& options);

} // namespace whydah
