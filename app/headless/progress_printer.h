#pragma once

#include "records/events.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace whydah {

/// Shows a run on standard error: one line that renews itself on a terminal, else a line a stage and one every ten
/// seconds.
class ProgressPrinter {
public:
    explicit ProgressPrinter(bool quiet);
    void show(const Event& event);
    void end_line(); ///< leaves the line that renews itself

private:
    void print(const std::string& text, bool lasting);
    void progress(const StageProgress& progress);
    bool quiet_, terminal_, line_open_ = false;
    std::string unit_;
    std::chrono::steady_clock::time_point shown_{};
};

} // namespace whydah
