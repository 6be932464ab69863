#pragma once

#include "app/headless/list_command.h"
#include "app/headless/project_command.h"
#include "records/experiment_options.h"
#include "records/preset.h"
#include "records/search_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// What the user asked whydah-run to do.
struct Command {
    enum class Kind {
        run,
        print_options,
        list_methods,
        print_markdown,
        print_man,
        train_backbone,
        project,
        list_runs,
        export_lists
    } kind = Kind::run;
    ExperimentOptions options;
    bool pictures = true; ///< draw them with `whydah --report` when it stands beside whydah-run
    bool quiet = false;
    std::optional<Preset> preset; ///< its runs with the flags over them, each with a folder of its own under --out
    ProjectCommand project{};
    ListCommand list{};
    std::string export_folder; ///< export_lists: where to
    SearchPlan search{}; ///< with axes: their settings are tried before the run
    std::vector<std::string> published; ///< tables of resources/published to print below the results
    std::int64_t epochs = 0;            ///< train-backbone: 0 keeps the default
    std::string manual;                 ///< print_man: the page
};

/// Options file or preset first, then flags over it. Flags are made from visit_fields.
/// @return nothing if help or the version was asked for and printed, or the line is wrong: `exit_code` says which
/// @throws Error for an options file or a value that cannot be used
std::optional<Command> parse_command_line(int argc, char** argv, int& exit_code);

} // namespace whydah
