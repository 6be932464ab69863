#include "app/event_batch.h"

#include <utility>

namespace whydah {

void EventGatherer::add(Event event) {
    if (auto* loss = std::get_if<LossPoint>(&event)) {
        batch_.losses.push_back(std::move(*loss));
        return;
    }
    if (auto* progress = std::get_if<StageProgress>(&event)) {
        const auto [place, is_new] = progress_.try_emplace(progress->stage, batch_.events.size());
        if (!is_new) {
            batch_.events[place->second] = std::move(event);
            return;
        }
    } else if (const auto* started = std::get_if<StageStarted>(&event)) {
        progress_.erase(started->stage); // a stage that starts again must not write before its start
    }
    batch_.events.push_back(std::move(event));
}

void EventGatherer::add(BlockProgress block) {
    if (!batch_.blocks.empty()) {
        BlockProgress& last = batch_.blocks.back();
        const bool goes_on = !last.finished && last.method == block.method && last.seed == block.seed &&
                             last.net == block.net && last.block == block.block;
        if (goes_on) {
            last = std::move(block);
            return;
        }
    }
    batch_.blocks.push_back(std::move(block));
}

EventBatch EventGatherer::take() {
    progress_.clear();
    return std::exchange(batch_, {});
}

} // namespace whydah
