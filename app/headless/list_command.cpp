#include "app/headless/list_command.h"

#include "app/headless/text_table.h"
#include "core/store/run_store.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace whydah {
namespace {

std::string local_time(std::int64_t started) {
    const std::time_t time = started;
    std::tm parts{};
    ::localtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    return text;
}

std::string duration(double seconds) {
    const long whole = std::lround(seconds);
    return whole < 60     ? printed("%ld s", whole)
           : whole < 3600 ? printed("%ld:%02ld", whole / 60, whole % 60)
                          : printed("%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string accuracy(const RunEntry& run, const char* method) {
    const MethodAccuracy* of = run.accuracy(method);
    return of ? cell(MeanSd{.mean = of->mean, .sd = of->sd, .n = of->seeds}) : std::string("-");
}

} // namespace

CLI::App* add_list_command(CLI::App& app, ListCommand& command) {
    CLI::App* list = app.add_subcommand("list", "List the runs of a workspace: whydah-run list WORKSPACE");
    list->add_option("workspace", command.workspace, "Folder that holds runs/")->required();
    list->add_flag("--trash", command.deleted, "Those that were deleted");
    return list;
}

void run_list(const ListCommand& command) {
    TextTable table;
    table.add(
        {"name", "data", "state", "started", "time", "seeds", "plain", "identity", "MetaModelNet", "methods", "tags"});
    std::size_t shown = 0, deleted = 0;
    for (const RunEntry& run : list_runs(command.workspace, {})) {
        deleted += run.deleted;
        if (run.deleted != command.deleted) continue;
        ++shown;
        table.add({run.name, run.dataset, state_text(run), local_time(run.started), duration(run.seconds),
                   std::to_string(run.seeds), accuracy(run, "plain"), accuracy(run, "logit_adjustment"),
                   accuracy(run, "meta_model_net"), std::to_string(run.methods.size()), tags_text(run.tags)});
    }
    if (shown > 0) std::fputs(table.text().c_str(), stdout);
    std::printf("%zu %s%s", shown, shown == 1 ? "run" : "runs", command.deleted ? " in the trash\n" : "");
    if (!command.deleted)
        std::printf("%s; mean recall over classes in percent, ± standard deviation over seeds\n",
                    deleted > 0 ? printed(", %zu in the trash", deleted).c_str() : "");
}

} // namespace whydah
