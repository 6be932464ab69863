#pragma once

#include "records/events.h"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace whydah {

/// What a job reported since the last batch, in the order of reporting. Loss points travel apart.
struct EventBatch {
    std::vector<Event> events;
    std::vector<LossPoint> losses;
    bool empty() const { return events.empty() && losses.empty(); }
};

/// Gathers events for a screen: of each stage only the newest progress is kept, everything else is never dropped.
class EventGatherer {
public:
    void add(Event event);
    bool empty() const { return batch_.empty(); }
    EventBatch take();

private:
    EventBatch batch_;
    std::unordered_map<std::string, std::size_t> progress_; ///< place in batch_.events of a stage's newest progress
};

} // namespace whydah
