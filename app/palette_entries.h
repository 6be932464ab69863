#pragma once

#include "app/recent_datasets.h"
#include "records/dataset_summary.h"
#include "widgets/command_palette.h"

#include <functional>
#include <vector>

class QMenu;
class QMenuBar;

namespace whydah {

/// Everything in the menus as it can be done now, by its name and the menu that it stands in.
/// @param without a menu whose entries come from elsewhere
std::vector<PaletteEntry> menu_entries(const QMenuBar& bar, const QMenu* without);
/// All classes of a data set. @param then gets the label
std::vector<PaletteEntry> class_entries(const DatasetSummary& dataset, std::function<void(int)> then);
/// Runs and data sets that were open last.
std::vector<PaletteEntry> recent_entries(const QList<Recent>& recent, std::function<void(const Recent&)> then);

} // namespace whydah
