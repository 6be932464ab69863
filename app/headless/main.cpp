#include "app/headless/command_line.h"
#include "app/headless/option_pages.h"
#include "app/headless/pictures.h"
#include "app/headless/preset_run.h"
#include "app/headless/progress_printer.h"
#include "app/headless/results_text.h"
#include "app/headless/search_command.h"
#include "app/resource_folder.h"
#include "core/backbone/small_cnn_training.h"
#include "core/experiment/experiment.h"
#include "core/search/search.h"
#include "core/store/dynamics_file.h"
#include "core/store/list_export.h"
#include "core/store/options_json.h"
#include "core/store/published_file.h"
#include "records/error.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <stop_token>

namespace {

using namespace whydah;

std::stop_source stop_source;

/// The first Ctrl-C stops the run cleanly, the second one ends the program. request_stop() without callbacks is one
/// atomic operation, so it may be called from a signal handler.
void install_stop_signals() {
    struct sigaction action {};
    action.sa_handler = [](int) { stop_source.request_stop(); };
    action.sa_flags = SA_RESETHAND;
    for (int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
    struct sigaction inherited {};
    ::sigaction(SIGHUP, nullptr, &inherited);
    if (inherited.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr); // nohup's wish stands
}

constexpr int stopped_code = 130;

struct EndedRun {
    RunRecord record;
    bool pictures_failed = false;
};

/// Tables to standard output, pictures to the run's folder.
EndedRun finished(RunRecord of, const Command& command, ProgressPrinter& printer) {
    EndedRun ended{std::move(of)};
    const RunRecord& record = ended.record;
    printer.end_line();
    std::printf("%s\n%s", results_text(record).c_str(), statistics_text(record).c_str());
    std::fputs(dynamics_text(record.trajectories).c_str(), stdout);
    if (const std::string& out = record.options.run.out; !out.empty()) {
        const DrawnPictures pictures =
            command.pictures && record.state == RunState::completed ? draw_pictures(out) : DrawnPictures();
        std::printf("written to %s%s\n", out.c_str(), pictures.note.c_str());
        ended.pictures_failed = pictures.failed;
    }
    return ended;
}

EndedRun run_one(const ExperimentOptions& options, const Command& command, ProgressPrinter& printer) {
    return finished(
        run_experiment(options, JobControl(stop_source.get_token()), [&](Event event) { printer.show(event); }),
        command, printer);
}

/// Tries the settings, shows them all, then runs the best one. @return nothing if it was stopped among the trials
std::optional<EndedRun> run_searched(const Command& command, ProgressPrinter& printer) {
    const JobControl control(stop_source.get_token());
    const Report report = [&](Event event) { printer.show(event); };
    const SearchRecord search = run_search(command.search, command.options, control, report);
    printer.end_line();
    std::fputs(search_text(search).c_str(), stdout);
    std::fflush(stdout);
    if (!search.best) return std::nullopt;
    return finished(run_best(search, command.options, control, report), command, printer);
}

int run(const Command& command, ProgressPrinter& printer) {
    std::vector<PublishedTable> published; // a wrong name is known before the work, not after it
    for (const std::string& name : command.published)
        published.push_back(read_published(resource_folder() / "published", name));
    std::vector<RunRecord> records;
    bool completed = true, pictures_failed = false;
    const auto take = [&](EndedRun ended) {
        completed = ended.record.state == RunState::completed;
        pictures_failed = pictures_failed || ended.pictures_failed;
        records.push_back(std::move(ended.record));
    };
    if (command.preset) {
        for (const PresetRun& one : command.preset->runs) {
            if (!one.name.empty()) std::printf("%s\n", one.name.c_str());
            take(run_one(one.options, command, printer));
            if (!completed) break;
        }
        std::printf("\n%s", preset_text(*command.preset, records).c_str());
    } else if (!command.search.empty()) {
        auto ended = run_searched(command, printer);
        completed = ended.has_value();
        if (ended) take(std::move(*ended));
    } else {
        take(run_one(command.options, command, printer));
    }
    for (const PublishedTable& table : published) std::printf("\n%s", published_text(table).c_str());
    if (!published.empty()) std::printf("\n");
    if (completed && !pictures_failed) return 0;
    if (completed) {
        std::fprintf(stderr, "whydah-run: the numbers are whole, but pictures are missing\n");
        return 1;
    }
    std::fprintf(stderr, "stopped: the result is partial\n");
    return stopped_code;
}

int train_backbone(const Command& command, ProgressPrinter& printer) {
    SmallCnnTraining training;
    training.data = command.options.data;
    training.out = command.options.run.out;
    training.seed = command.options.run.seed;
    training.threads = command.options.run.threads;
    if (command.epochs > 0) training.epochs = command.epochs;
    train_small_cnn(training, JobControl(stop_source.get_token()), [&](Event event) { printer.show(event); });
    printer.end_line();
    std::printf("written to %s\n", training.out.c_str());
    return 0;
}

int export_split(const Command& command, ProgressPrinter& printer) {
    const ExportedLists lists =
        export_lists(command.export_folder, command.options, JobControl(stop_source.get_token()),
                     [&](Event event) { printer.show(event); });
    printer.end_line();
    std::printf("%lld training, %lld validation and %lld test images of %lld classes written to %s, relative to %s\n",
                static_cast<long long>(lists.train), static_cast<long long>(lists.validation),
                static_cast<long long>(lists.test), static_cast<long long>(lists.classes), lists.folder.c_str(),
                lists.root.c_str());
    if (lists.validation == 0)
        std::fputs("whydah-run: no validation part: open the lists with --validation-share 0, else one is taken from "
                   "the training images\n",
                   stderr);
    if (lists.spaces > 0)
        std::fprintf(stderr, "whydah-run: %lld paths hold white space, where other codebases cut them\n",
                     static_cast<long long>(lists.spaces));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        int exit_code = 0;
        const auto command = parse_command_line(argc, argv, exit_code);
        if (!command) return exit_code;
        switch (command->kind) {
        case Command::Kind::print_options:
            std::fputs(options_to_json(command->options).c_str(), stdout);
            return 0;
        case Command::Kind::list_methods:
            std::fputs(methods_text().c_str(), stdout);
            return 0;
        case Command::Kind::print_markdown:
            std::fputs(options_markdown().c_str(), stdout);
            return 0;
        case Command::Kind::print_man:
            std::fputs(command->manual.c_str(), stdout);
            return 0;
        case Command::Kind::list_runs:
            run_list(command->list);
            return 0;
        default:
            break;
        }
        install_stop_signals();
        if (command->kind == Command::Kind::project) {
            run_project(command->project, JobControl(stop_source.get_token()));
            return 0;
        }
        ProgressPrinter printer(command->quiet);
        if (command->kind == Command::Kind::export_lists) return export_split(*command, printer);
        return command->kind == Command::Kind::run ? run(*command, printer) : train_backbone(*command, printer);
    } catch (const Stopped&) {
        std::fprintf(stderr, "\nstopped\n");
        return stopped_code;
    } catch (const Error& error) {
        std::fprintf(stderr, "\nwhydah-run: %s\n", error.what());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "\nwhydah-run: unexpected: %s\n", error.what());
        return 1;
    }
}
