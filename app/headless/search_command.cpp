#include "app/headless/search_command.h"

#include "core/search/search_file.h"
#include "core/search/search_plan.h"
#include "records/error.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace whydah {

void add_search_flags(CLI::App& app, SearchFlags& flags) {
    const std::string group = "Search";
    app.add_option(
           "--grid", flags.grid,
           "Search over an option, chosen on the validation part: NAME=VALUE,VALUE, or NAME=LOW:HIGH:log:POINTS "
           "(lin or log), or NAME alone for all of its choices; values with commas in them are parted by "
           "semicolons. Several: all combinations. Not for data, split and seeds")
        ->type_name("NAME=VALUES")
        ->allow_extra_args(false)
        ->group(group)
        ->excludes("--preset");
    app.add_option("--random", flags.random,
                   "Try so many settings drawn at random in place of all combinations; "
                   "ranges need no points then (NAME=LOW:HIGH:log)")
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->group(group);
    app.add_option("--search-seed", flags.seed, "Of these draws (default 0)")
        ->type_name("SEED")
        ->check(CLI::NonNegativeNumber)
        ->group(group);
    app.add_option("--choose", flags.method,
                   "The method whose mean validation recall decides (default: meta_model_net "
                   "if it is run, else the only method beside plain)")
        ->type_name("METHOD")
        ->group(group);
    app.add_option(
           "--search", flags.file,
           "The same from a JSON file: {\"method\": ..., \"random\": N, \"seed\": 0, \"options\": {\"lambda\": [0.1, "
           "1], \"strength\": {\"low\": 0, \"high\": 1, \"scale\": \"lin\", \"points\": 5}}}; flags stand above it")
        ->type_name("FILE")
        ->group(group)
        ->excludes("--preset");
}

SearchPlan plan_of(const SearchFlags& flags) {
    SearchPlan plan = flags.file.empty() ? SearchPlan{} : read_plan(flags.file);
    for (const std::string& text : flags.grid) {
        SearchAxis axis = parse_axis(text);
        const auto same = std::find_if(plan.axes.begin(), plan.axes.end(),
                                       [&](const SearchAxis& other) { return other.option == axis.option; });
        // A flag stands above the file; two flags for one option are refused by the search.
        const bool from_file = same != plan.axes.end() && !flags.file.empty() &&
                               std::count_if(flags.grid.begin(), flags.grid.end(), [&](const std::string& other) {
                                   return parse_axis(other).option == axis.option;
                               }) == 1;
        if (from_file)
            *same = std::move(axis);
        else
            plan.axes.push_back(std::move(axis));
    }
    if (plan.empty() && (flags.random || flags.seed || !flags.method.empty()))
        throw Error({.what = "it is not said over which options",
                     .where = flags.random ? "flag --random"
                              : flags.seed ? "flag --search-seed"
                                           : "flag --choose",
                     .mend = "name them with --grid NAME=VALUES or --search FILE"});
    if (flags.random) plan.random = *flags.random;
    if (flags.seed) plan.seed = *flags.seed;
    if (!flags.method.empty()) plan.method = flags.method;
    return plan;
}

} // namespace whydah
