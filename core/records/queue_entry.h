#pragma once

#include "records/experiment_options.h"

#include <cstdint>
#include <string>

namespace whydah {

/// Where an experiment of a queue stands. `pausing` and `stopping` last until the run has felt it; `interrupted`: the
/// program ended while it ran.
enum class QueueState {
    queued,
    running,
    pausing,
    paused,
    stopping,
    stopped,
    completed,
    failed,
    out_of_memory,
    interrupted
};
/// "queued", ..., "out of memory".
const char* queue_state_name(QueueState state);
/// The state of such a name. Of another one: `interrupted`, which starts nothing and loses nothing.
QueueState queue_state_named(const std::string& name);

/// It runs, or is about to pause, to go on or to stop.
bool is_active(QueueState state);
/// It ended, in whichever way.
bool is_over(QueueState state);
/// It ended before its end, and can be taken up again.
bool can_continue(QueueState state);

/// One experiment of a queue: all its seeds, with what is known of its run.
struct QueueEntry {
    std::int64_t id = 0; ///< within its queue, never used twice
    std::string name;    ///< of the data set
    ExperimentOptions options;
    QueueState state = QueueState::queued;
    bool continues = false;         ///< goes on in `folder` when its turn comes
    std::string folder;             ///< of its run; empty before it began
    std::string what, where, mend;  ///< of the error that ended it
    std::string device;             ///< that it ran on; empty: not known yet
    std::int64_t threads = 0;       ///< that it had; 0: not known yet
    std::int64_t started = 0;       ///< seconds since 1970; 0: not yet
    double seconds = 0;             ///< that it took, all parts of it together
    std::int64_t peak_memory = 0;   ///< bytes; 0: not known
    std::int64_t stages = 0;        ///< that it has, 0: not known yet
    std::int64_t finished = 0;      ///< of these
    std::int64_t reused = 0;        ///< finished ones that came out of a cache or a checkpoint
    bool operator==(const QueueEntry& other) const;
};

/// "caltech101 · 3 seeds".
std::string title_of(const QueueEntry& entry);

} // namespace whydah
