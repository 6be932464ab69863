#include "core/experiment/job_control.h"

#include "core/experiment/pause_clock.h"
#include "records/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace whydah {

namespace {

using Clock = std::chrono::steady_clock;

// Of the process: a pause is felt by several threads of a job, and by stages that know no JobControl.
std::atomic<Clock::rep> paused_ticks = 0, counted_until = 0;

/// Adds what of the wait no other thread has added already.
void count_pause(Clock::time_point from, Clock::time_point to) {
    const Clock::rep begin = from.time_since_epoch().count(), end = to.time_since_epoch().count();
    Clock::rep until = counted_until.load();
    while (until < end && !counted_until.compare_exchange_weak(until, end)) {
    }
    if (until < end) paused_ticks += end - std::max(begin, until);
}

} // namespace

double paused_seconds() { return std::chrono::duration<double>(Clock::duration(paused_ticks.load())).count(); }

void JobControl::check() const {
    if (hold_) {
        const auto before = Clock::now();
        hold_();
        const auto after = Clock::now();
        if (after - before > std::chrono::milliseconds(1)) count_pause(before, after);
    }
    if (stop_.stop_requested()) throw Stopped{};
}

} // namespace whydah
