#pragma once

#include "records/events.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace whydah {

/// Tells of one stage: its start, its progress (at most 20 times a second) with speed and time left, its end.
class StageReporter {
public:
    StageReporter(const Report& report, std::string stage, std::string unit, std::int64_t total);
    void progress(std::int64_t done);
    void shorten(std::int64_t by) { total_ -= by; } ///< a part of the work need not be done
    void finish(std::string note = {});
    double seconds() const; ///< of work since the start: pauses do not count

private:
    const Report& report_;
    std::string stage_;
    std::int64_t total_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now(), shown_{};
    double paused_before_;
};

} // namespace whydah
