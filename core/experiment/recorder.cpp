#include "core/experiment/recorder.h"

#include "core/experiment/memory.h"
#include "core/store/options_json.h"
#include "core/store/run_folder.h"
#include "core/store/safe_file.h"

#include <utility>

namespace whydah {
namespace {

constexpr std::chrono::seconds save_interval{5}; // what a crash can lose at most, beside the step itself

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

} // namespace

Recorder::Recorder(const ExperimentOptions& options, const Report& listener) : listener_(listener) {
    record_.options = options;
    std::error_code ignored;
    holds_earlier_run_ = !options.run.out.empty() &&
                         std::filesystem::exists(std::filesystem::path(options.run.out) / "run.json", ignored);
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
                          [&](const DatasetSummary& e) { record_.dataset = e; },
                          [&](const RunPlan& e) { record_.plan = e; },
                          [&](const StageFinished& e) { record_.stages.push_back(e); },
                          [&](const StageStarted& e) { stage_ = e.stage; }, [](const auto&) {}},
               event);
}

void Recorder::take(Event event) {
    keep(event);
    const bool worth_saving =
        std::holds_alternative<MethodResult>(event) || std::holds_alternative<Trajectories>(event);
    if (listener_) listener_(std::move(event));
    if (worth_saving && std::chrono::steady_clock::now() - saved_ > save_interval) save();
}

void Recorder::save() {
    record_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    record_.peak_memory = peak_memory();
    if (record_.options.run.out.empty()) return;
    const std::filesystem::path folder = record_.options.run.out;
    if (holds_earlier_run_ && record_.results.empty()) {
        SafeFile trial(folder / "run.json"); // can it be written? Never committed
        trial.write(options_to_json(record_.options));
        return;
    }
    holds_earlier_run_ = false;
    write_run(folder, record_, predictions_written_);
    predictions_written_ = record_.results.size();
    saved_ = std::chrono::steady_clock::now();
}

} // namespace whydah
