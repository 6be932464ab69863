#pragma once

#include "core/experiment/pause_clock.h"
#include "core/experiment/stage_cache.h"

#include <chrono>
#include <string>

namespace whydah {

/// What training costs, from now on: time without pauses, and for what comes from the cache the time that it took when
/// it was trained. So a method's seconds are about the same in every run.
class TrainingClock {
public:
    explicit TrainingClock(const StageCache& cache)
        : cache_(&cache),
          uses_before_(cache.uses().size()),
          saved_before_(cache.saved_seconds()),
          paused_before_(paused_seconds()) {}

    double seconds() const {
        const std::chrono::duration<double> all = std::chrono::steady_clock::now() - started_;
        return all.count() - (paused_seconds() - paused_before_) + cache_->saved_seconds() - saved_before_;
    }
    /// How much came from the cache, see cache_note.
    std::string note() const { return cache_note(*cache_, uses_before_); }

private:
    const StageCache* cache_;
    std::size_t uses_before_;
    double saved_before_, paused_before_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace whydah
