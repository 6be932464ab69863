#include "app/headless/progress_printer.h"

#include <cstdio>
#include <unistd.h>

namespace whydah {
namespace {

using Clock = std::chrono::steady_clock;

std::string printed(const char* format, auto... values) {
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

std::string duration(double seconds) {
    const auto s = static_cast<long>(seconds + 0.5);
    return s >= 3600 ? printed("%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60)
                     : printed("%02ld:%02ld", s / 60, s % 60);
}

} // namespace

ProgressPrinter::ProgressPrinter(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressPrinter::end_line() {
    if (line_open_) std::fputc('\n', stderr);
    line_open_ = false;
}

void ProgressPrinter::print(const std::string& text, bool lasting) {
    if (terminal_) std::fputs("\r\x1b[K", stderr);
    std::fputs(text.c_str(), stderr);
    line_open_ = terminal_ && !lasting;
    if (!line_open_) std::fputc('\n', stderr);
    std::fflush(stderr);
}

void ProgressPrinter::progress(const StageProgress& p) {
    const auto now = Clock::now();
    if (now - shown_ < (terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10))) return;
    shown_ = now;
    std::string text = p.stage + "  " + std::to_string(p.done);
    if (p.total > 0) text += " of " + std::to_string(p.total);
    text += " " + unit_;
    if (p.per_second > 0) text += printed(" · %.3g/s", p.per_second);
    if (p.seconds_left >= 0) text += " · " + duration(p.seconds_left) + " left";
    print(text, false);
}

void ProgressPrinter::show(const Event& event) {
    if (quiet_) return;
    if (const auto* started = std::get_if<StageStarted>(&event)) {
        unit_ = started->unit;
        shown_ = Clock::now();
    } else if (const auto* p = std::get_if<StageProgress>(&event)) {
        progress(*p);
    } else if (const auto* finished = std::get_if<StageFinished>(&event)) {
        print(finished->stage + printed("  %.1f s", finished->seconds) +
                  (finished->note.empty() ? "" : "  (" + finished->note + ")"),
              true);
    } else if (const auto* line = std::get_if<LogLine>(&event)) {
        if (line->level == LogLine::Level::error) return; // the run ends with it: main() tells it as the last line
        print((line->level == LogLine::Level::warning ? "warning: " : "") + line->text, true);
    } else if (const auto* data = std::get_if<DatasetSummary>(&event)) {
        print(data->name +
                  printed(": %zu classes, %ld train, %ld validation, %ld test images, imbalance %.4g",
                          data->classes.size(), static_cast<long>(data->train()), static_cast<long>(data->validation()),
                          static_cast<long>(data->test()), data->imbalance()) +
                  " (" + data->split + ")",
              true);
        for (std::size_t i = 0; i < data->problems.size() && i < 20; ++i)
            print("problem: " + data->problems[i].where + ": " + data->problems[i].what, true);
        if (data->problem_count > 20)
            print("... " + std::to_string(data->problem_count) + " problems in all, see run.json", true);
    } else if (const auto* s = std::get_if<Selection>(&event)) {
        std::string text = s->method + ": " + s->option + " " + s->chosen + " chosen on validation (";
        for (std::size_t i = 0; i < s->candidates.size(); ++i)
            text += (i ? ", " : "") + s->candidates[i] + printed(": %.1f %%", 100 * s->validation_accuracy[i]);
        print(text + ")", true);
    } else if (const auto* result = std::get_if<MethodResult>(&event)) {
        if (const auto all = band_accuracy(*result, {}).all)
            print(result->method + printed(" seed %ld: %.1f %%", static_cast<long>(result->seed), 100 * *all), true);
    }
}

} // namespace whydah
