#include "core/experiment/recorder.h"

#include "core/experiment/memory.h"
#include "core/store/options_json.h"
#include "core/store/safe_file.h"
#include "core/store/samples_file.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <utility>

namespace whydah {
namespace {

constexpr std::chrono::seconds losses_interval{5}; // between writings of what grows with every iteration
constexpr int shortest_interval = 10; // costs of a writing from one to the next, where steps take milliseconds only
constexpr std::chrono::seconds longest_interval{2}; // no finished step waits longer than that

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

} // namespace

Recorder::Recorder(const ExperimentOptions& options, const Report& listener) : listener_(listener) {
    record_.options = options;
    record_.started = std::time(nullptr);
    std::error_code ignored;
    holds_earlier_run_ = !options.run.out.empty() &&
                         std::filesystem::exists(std::filesystem::path(options.run.out) / "run.json", ignored);
}

void Recorder::keep_samples(std::vector<KeptSample> samples, std::vector<std::string> class_names) {
    samples_ = std::move(samples), class_names_ = std::move(class_names);
}

Report Recorder::report() {
    return [this](Event event) { take(std::move(event)); };
}

void Recorder::log(LogLine::Level level, std::string text) { take(LogLine{level, std::move(text)}); }

void Recorder::keep(const Event& event) {
    std::visit(Overloaded{[&](const MethodResult& e) { record_.results.push_back(e); },
                          [&](const Selection& e) { record_.selections.push_back(e); },
                          [&](const Trajectories& e) { record_.trajectories.push_back(e); },
                          [&](const LossPoint& e) { record_.losses.push_back(e); },
                          [&](const LogLine& e) { record_.log.push_back(e); },
                          [&](const DatasetSummary& e) { record_.dataset = e, new_dataset_ = true; },
                          [&](const RunPlan& e) { record_.plan = e; },
                          [&](const StageFinished& e) { record_.stages.push_back(e); },
                          [&](const StageStarted& e) { stage_ = e.stage; }, [](const auto&) {}},
               event);
}

void Recorder::take(Event event) {
    keep(event);
    if (listener_) listener_(std::move(event));
    if (is_time_to_save()) save();
}

/// Also asked by the progress of the step that follows: what was finished too soon after the last writing waits for it.
bool Recorder::is_time_to_save() const {
    if (record_.options.run.out.empty() || (holds_earlier_run_ && record_.results.empty())) return false;
    if (record_.state != RunState::running) return false; // the run's end is written once, with all that belongs to it
    const auto since = Clock::now() - saved_;
    if (since < std::min<Clock::duration>(shortest_interval * save_cost_, longest_interval)) return false;
    const GrownParts parts = grown();
    return parts.results || parts.trajectories || new_dataset_ || record_.stages.size() != saved_counts_.stages ||
           (parts.losses && since > losses_interval);
}

GrownParts Recorder::grown() const {
    return {.options = saved_ == Clock::time_point(),
            .results = record_.results.size() != saved_counts_.results,
            .trajectories = record_.trajectories.size() != saved_counts_.trajectories,
            .losses = record_.losses.size() != saved_counts_.losses,
            .ending = record_.state != RunState::running,
            .predictions_there = saved_counts_.results};
}

void Recorder::save() {
    const double all = std::chrono::duration<double>(Clock::now() - started_).count();
    record_.seconds = std::max(0.0, all - (paused_seconds() - paused_before_));
    record_.peak_memory = peak_memory();
    if (record_.options.run.out.empty()) return;
    const std::filesystem::path folder = record_.options.run.out;
    if (!lock_) lock_ = std::make_unique<RunLock>(folder);
    if (holds_earlier_run_ && record_.results.empty()) {
        SafeFile trial(folder / "run.json"); // can it be written? Never committed
        trial.write(options_to_json(record_.options));
        return;
    }
    const auto begin = Clock::now();
    if (std::exchange(holds_earlier_run_, false)) {
        RunRecord empty;
        empty.options = record_.options, empty.dataset = record_.dataset, empty.started = record_.started;
        clear_earlier_run(folder, empty);
    }
    if (!samples_.empty()) write_samples(folder, std::exchange(samples_, {}), class_names_);
    GrownParts parts = grown();
    if (parts.ending) parts = {.predictions_there = saved_counts_.results};
    write_run(folder, record_, parts);
    new_dataset_ = false;
    saved_counts_ = {.results = record_.results.size(),
                     .trajectories = record_.trajectories.size(),
                     .losses = record_.losses.size(),
                     .stages = record_.stages.size()};
    saved_ = Clock::now();
    save_cost_ = saved_ - begin;
}

} // namespace whydah
