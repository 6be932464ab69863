#pragma once

#include "records/queue_entry.h"

#include <QStringList>

#include <vector>

namespace whydah {

/// Of each entry the options that tell it from the others on the same data: "Strength a 1, Seed 7"; of a file its name.
/// What it shares with the fewest comes first. Empty for one that is alone, and where nothing differs. Folder, device,
/// threads and the number of seeds are told elsewhere.
QStringList queue_changes(const std::vector<QueueEntry>& entries);

} // namespace whydah
