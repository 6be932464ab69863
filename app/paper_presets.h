#pragma once

#include "records/preset.h"

#include <QString>

#include <vector>

namespace whydah {

/// The presets that ship with Whydah (resources/presets): tables before figures, each by its name. They are read from the program itself:
/// no disk, and no core, is asked.
std::vector<Preset> paper_presets();

/// @param json a preset's file   @return without columns and pictures; options that cannot be read are passed over
Preset paper_preset(const QString& name, const QByteArray& json);

/// The options of a preset's run for a data set: where the preset says nothing of its files, features and network, they
/// are those that the data set was last used with.
ExperimentOptions preset_for_data(const PresetRun& run, const QString& path, const ExperimentOptions& known);

} // namespace whydah
