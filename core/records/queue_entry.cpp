#include "records/queue_entry.h"

#include "records/option_difference.h"

#include <tuple>

namespace whydah {
namespace {

constexpr QueueState all_states[] = {
    QueueState::queued,  QueueState::running,   QueueState::pausing, QueueState::paused,        QueueState::stopping,
    QueueState::stopped, QueueState::completed, QueueState::failed,  QueueState::out_of_memory, QueueState::interrupted};

auto facts_of(const QueueEntry& e) {
    return std::tie(e.id, e.name, e.state, e.continues, e.folder, e.what, e.where, e.mend, e.device, e.threads,
                    e.started, e.seconds, e.peak_memory, e.stages, e.finished, e.reused, e.options.run.out);
}

} // namespace

const char* queue_state_name(QueueState state) {
    switch (state) {
    case QueueState::queued:
        return "queued";
    case QueueState::running:
        return "running";
    case QueueState::pausing:
        return "pausing";
    case QueueState::paused:
        return "paused";
    case QueueState::stopping:
        return "stopping";
    case QueueState::stopped:
        return "stopped";
    case QueueState::completed:
        return "completed";
    case QueueState::failed:
        return "failed";
    case QueueState::out_of_memory:
        return "out of memory";
    case QueueState::interrupted:
        break;
    }
    return "interrupted";
}

QueueState queue_state_named(const std::string& name) {
    for (QueueState state : all_states)
        if (name == queue_state_name(state)) return state;
    return QueueState::interrupted;
}

bool is_active(QueueState state) {
    return state == QueueState::running || state == QueueState::pausing || state == QueueState::paused ||
           state == QueueState::stopping;
}

bool is_over(QueueState state) { return state != QueueState::queued && !is_active(state); }

bool can_continue(QueueState state) { return is_over(state) && state != QueueState::completed; }

bool QueueEntry::operator==(const QueueEntry& other) const {
    return facts_of(*this) == facts_of(other) && option_differences({options, other.options}).empty();
}

std::string title_of(const QueueEntry& entry) {
    const std::int64_t seeds = entry.options.run.seeds;
    return (entry.name.empty() ? std::string("experiment") : entry.name) +
           (seeds == 1 ? std::string() : " · " + std::to_string(seeds) + " seeds");
}

} // namespace whydah
