#include "core/experiment/stage_reporter.h"

#include "core/experiment/pause_clock.h"

#include <algorithm>
#include <utility>

namespace whydah {

StageReporter::StageReporter(const Report& report, std::string stage, std::string unit, std::int64_t total)
    : report_(report),
      stage_(std::move(stage)),
      total_(total),
      paused_before_(paused_seconds()) {
    if (report_) report_(StageStarted{stage_, std::move(unit), total});
}

double StageReporter::seconds() const {
    const double all = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    return std::max(0.0, all - (paused_seconds() - paused_before_));
}

void StageReporter::progress(std::int64_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (!report_ || now - shown_ < std::chrono::milliseconds(50)) return;
    shown_ = now;
    StageProgress p{.stage = stage_, .done = done, .total = total_};
    if (const double s = seconds(); s > 0 && done > 0) {
        p.per_second = static_cast<double>(done) / s;
        if (total_ > 0) p.seconds_left = static_cast<double>(total_ - done) / p.per_second;
    }
    report_(p);
}

void StageReporter::finish(std::string note) {
    if (report_) report_(StageFinished{stage_, seconds(), std::move(note)});
}

} // namespace whydah
