#pragma once

#include "app/event_batch.h"
#include "app/job_runner.h"

#include <QString>
#include <QStringList>

#include <string>
#include <unordered_map>

namespace whydah {

/// Turns the events of a job into one line: what, how far of what, time left.
class RunProgress {
public:
    void clear() { *this = {}; }
    void take(const EventBatch& batch);

    /// "Seed 1 · MetaModelNet · block 4, 3 of 7 back to front · 610 of 1,000 steps · stage 5 of 11".
    QString text() const;
    /// text() with ever less in it, for places without room for all: "Seed 1 · MetaModelNet · stage 5 of 11", ...
    QStringList shorter() const;
    double share() const { return share_; }               ///< of the stage, negative: it has no total
    double seconds_left() const { return seconds_left_; } ///< of the stage, negative: not known

private:
    void take(const Event& event);
    QString stage_text() const;
    QString count() const; ///< empty: nothing is counted
    QString place() const; ///< among the stages

    std::string stage_;
    std::unordered_map<std::string, std::string> units_;
    std::int64_t done_ = 0, total_ = 0, block_ = -1, last_block_ = -1;
    std::size_t stages_ = 0, finished_ = 0;
    double share_ = -1, seconds_left_ = -1;
};

/// "Paused · ", "Stopping, what is finished is kept · "; empty while it simply runs.
QString state_text(JobRunner::State state);

} // namespace whydah
