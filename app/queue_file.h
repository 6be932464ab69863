#pragma once

#include "records/queue_entry.h"

#include <string>
#include <vector>

namespace whydah {

/// A queue as the workspace's queue.json keeps it: all options of each experiment by their names, so that another
/// version's defaults change none of them.
std::string queue_to_json(const std::vector<QueueEntry>& entries);

/// Options that this version does not know are passed over, those that the file does not name have their defaults.
/// @param source named by errors   @throws Error
std::vector<QueueEntry> queue_from_json(const std::string& text, const std::string& source);

} // namespace whydah
