#pragma once

#include "records/error.h"
#include "records/queue_entry.h"
#include "records/run_record.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// The order and the states of a queue, and what may be done with them; starts nothing itself. Experiments that began
/// come before those that wait, in the order of beginning.
class QueueList {
public:
    const std::vector<QueueEntry>& entries() const { return entries_; }
    const QueueEntry* find(std::int64_t id) const;
    const QueueEntry* active() const; ///< null: none runs
    const QueueEntry* next() const;   ///< null: none waits

    /// At the end. @param name of the data set   @return its number
    std::int64_t add(ExperimentOptions options, std::string name);
    /// One that was added before: keeps its id, if no other has it.
    void append(QueueEntry entry);
    /// One that waits goes before the one that is at `row` now, among those that wait. @return whether anything moved
    bool move(std::int64_t id, int row);
    /// One that runs stays.
    bool remove(std::int64_t id);
    /// One that was removed, at `row` again or as near to it as its state allows.
    void put_back(QueueEntry entry, int row);
    /// Those that completed or that the user stopped. What failed or was interrupted waits for an answer.
    bool clear_finished();
    /// Takes up what ended before its end: it is the next one, and goes on in its folder.
    bool proceed(std::int64_t id);
    /// Where it runs and with how many threads; only while it waits.
    bool set_place(std::int64_t id, const std::string& device, std::int64_t threads);

    void begin(std::int64_t id, std::int64_t now); ///< @param now seconds since 1970
    void set_state(std::int64_t id, QueueState state);
    void note(std::int64_t id, const Event& event); ///< plan, stages, device
    void set_folder(std::int64_t id, const std::string& folder);
    void end(std::int64_t id, const RunRecord& record);
    void fail(std::int64_t id, const Error& error, double seconds);

    /// How far an interrupted one came and what that took, as its folder tells it: a killed program could not say.
    void learn(std::int64_t id, const RunRecord& record);

    /// Of an earlier session: what ran then was interrupted.
    void restore(std::vector<QueueEntry> entries);

private:
    QueueEntry* entry(std::int64_t id);
    std::vector<QueueEntry>::iterator first_waiting();

    std::vector<QueueEntry> entries_;
    std::int64_t last_id_ = 0;
};

/// Whether memory, of the processor or of a device, was what went out.
bool ran_out_of_memory(const Error& error);

} // namespace whydah
