#pragma once

#include "records/block_progress.h"
#include "records/events.h"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace whydah {

/// What a job reported since the last batch, in the order of reporting. Loss points and blocks
/// travel apart.
struct EventBatch {
    std::vector<Event> events;
    std::vector<LossPoint> losses;
    std::vector<BlockProgress> blocks{}; ///< of nets that train
    bool empty() const { return events.empty() && losses.empty() && blocks.empty(); }
};

/// Gathers events for a screen: of each stage only the newest progress is kept, and of a block in training only the
/// newest look before its end; everything else is never dropped.
class EventGatherer {
public:
    void add(Event event);
    void add(BlockProgress block);
    bool empty() const { return batch_.empty(); }
    EventBatch take();

private:
    EventBatch batch_;
    std::unordered_map<std::string, std::size_t> progress_; ///< place in batch_.events of a stage's newest progress
};

} // namespace whydah
