// What ended runs tell of themselves, read from their folders when it is asked for.
#include "app/run_queue.h"

#include "app/run_trace.h"

#include <utility>

namespace whydah {

void RunQueue::connect_reader() {
    connect(&reader_, &JobRunner::failed, this, [this](const Error& error) {
        RunRecord none;
        none.log.push_back({.level = LogLine::Level::error, .text = error.what()});
        take_trace(reading_, reading_folder_, std::move(none), false);
    });
    // Queued: what was read is taken first.
    connect(&reader_, &JobRunner::state_changed, this, &RunQueue::read_what_was_asked, Qt::QueuedConnection);
}

const RunRecord* RunQueue::trace(std::int64_t id) {
    if (id == active_ && id != 0) return &session_.record();
    if (const auto known = traces_.find(id); known != traces_.end()) return &known->second;
    const QueueEntry* entry = list_.find(id);
    if (!entry || entry->folder.empty()) return nullptr;
    if (reader_.busy()) { // of those that are asked meanwhile the last one counts: the user went on to it
        trace_asked_ = id;
        return nullptr;
    }
    reading_ = id, reading_folder_ = entry->folder;
    reader_.start(
        "Queue",
        [core = core_, folder = entry->folder](const JobControl&, const Report&) {
            return trace_of(core().read_run_results(folder));
        },
        [this, id, folder = entry->folder](RunRecord trace) { take_trace(id, folder, std::move(trace), true); });
    return nullptr;
}

void RunQueue::read_what_was_asked() {
    if (reader_.busy()) return;
    if (learning_ != 0) trace(learning_); // nobody selected it, and its numbers are shown
    if (trace_asked_ != 0 && !reader_.busy()) trace(std::exchange(trace_asked_, 0));
}

/// @param folder that it was read from: another workspace may be open by now, and have other entries of these numbers
void RunQueue::take_trace(std::int64_t id, const std::string& folder, RunRecord trace, bool readable) {
    const QueueEntry* entry = list_.find(id);
    if (!entry && learning_ == id) learning_ = 0;
    if (!entry || entry->folder != folder) return;
    const bool learns = std::exchange(learning_, learning_ == id ? 0 : learning_) == id && readable;
    if (learns) list_.learn(id, trace);
    traces_.try_emplace(id, std::move(trace));
    if (learns) change();
    Q_EMIT trace_read(id);
}

} // namespace whydah
