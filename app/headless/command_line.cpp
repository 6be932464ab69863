#include "app/headless/command_line.h"

#include "app/headless/manual_page.h"
#include "app/headless/search_command.h"
#include "app/resource_folder.h"

#include "core/store/options_json.h"
#include "core/store/preset_file.h"
#include "records/error.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

namespace whydah {
namespace {

/// Raw texts of the flags that were given, by option name.
using Given = std::map<std::string, std::string>;

std::string help_of(const Field& field, const std::string& usual) {
    std::string help(field.tip);
    if (!field.choices.empty()) {
        help += ". One of:";
        for (std::string_view choice : field.choices) help += " " + std::string(choice);
        for (const NameSet& set : field.sets) help += " " + std::string(set.name);
    }
    if (!field.paper.empty()) help += " [" + std::string(field.paper) + "]";
    return usual.empty() ? help : help + " (default " + usual + ")";
}

void add_flags(CLI::App& app, Given& given) {
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field& field, const auto& value) {
        const std::string name(field.name);
        const bool is_switch = std::is_same_v<std::remove_cvref_t<decltype(value)>, bool>;
        CLI::Option* flag = app.add_option_function<std::vector<std::string>>(
            flag_of(name),
            [&given, name, is_switch](const std::vector<std::string>& texts) {
                const std::string text = CLI::detail::join(texts, ",");
                given[name] = is_switch && text.empty() ? "true" : text; // a switch alone comes as one empty text
            },
            help_of(field, option_text(value)));
        flag->group(std::string(field.group))
            ->type_name("")
            ->expected(is_switch ? 0 : 1, 1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        if (is_switch) flag->type_name("[true|false]");
    });
}

void apply_flags(const Given& given, ExperimentOptions& options) {
    visit_fields(options, [&](const Field& field, auto& value) {
        const auto found = given.find(std::string(field.name));
        if (found == given.end() || parse_option(field, found->second, value)) return;
        throw Error({.what = "'" + found->second + "' cannot be understood",
                     .where = "option " + flag_of(field.name),
                     .mend = "it looks like this: " + option_text(value)});
    });
}

} // namespace

std::optional<Command> parse_command_line(int argc, char** argv, int& exit_code) {
    CLI::App app("Whydah: long-tailed recognition with MetaModelNet (\"Learning to Model the Tail\", NIPS 2017) and "
                 "its baselines, without a window.\n"
                 "Results are written to the folder of --out and printed as a table; progress goes to standard error.\n"
                 "Ctrl-C stops and keeps what is finished.",
                 "whydah-run");
    app.get_formatter()->column_width(34);
    app.set_version_flag("--version", std::string("whydah-run ") + WHYDAH_VERSION);
    Command command;
    Given given;
    std::string options_file, preset;
    bool print = false, list = false, markdown = false, man = false, no_pictures = false;
    app.add_option("--options", options_file,
                   "JSON file of options (OUT/options.json of another run, for example); flags stand above it")
        ->type_name("FILE");
    app.add_option("--preset", preset,
                   "A table or figure of the paper as a whole experiment, needs only --data: table1, table2, table3, "
                   "table4, table4_ilsvrc, fig3, fig4; flags stand above it")
        ->type_name("NAME")
        ->excludes("--options");
    app.add_flag("--print-options", print, "Print the complete options as JSON and do nothing else");
    app.add_flag("--list-methods", list, "Print every method with its paper, in the order of the results");
    app.add_flag("--help-markdown", markdown, "Print the list of options as a Markdown page");
    app.add_flag("--help-man", man, "Print the manual page");
    app.add_flag("--no-pictures", no_pictures,
                 "Do not draw the pictures (they need the program whydah beside this one)");
    app.add_option(
           "--published", command.published,
           "Print published numbers below the results, in a block of their own: paper, cifar100_lt, imagenet_lt, "
           "places_lt, inaturalist_2018, or several with commas. They are on other data or splits")
        ->type_name("TABLE")
        ->delimiter(',');
    app.add_option("--export-lists", command.export_folder,
                   "Write the split of --data as list files (train.txt, val.txt, test.txt: 'relative/path label'; "
                   "classes.txt, root.txt) to FOLDER and do nothing else")
        ->type_name("FOLDER")
        ->excludes("--preset");
    SearchFlags search;
    add_search_flags(app, search);
    app.add_flag("--quiet", command.quiet, "No progress on standard error");
    add_flags(app, given);
    CLI::App* train =
        app.add_subcommand("train-backbone", "Train Whydah's small CNN on IDX images of 32 x 32 pixels and write its "
                                             "weights: whydah-run train-backbone --data FOLDER --out FILE");
    train->fallthrough();
    train->add_option("--epochs", command.epochs, "Passes over the images")->type_name("N")->check(CLI::PositiveNumber);
    const CLI::App* project = add_project_command(app, command.project);
    const CLI::App* runs = add_list_command(app, command.list);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : 2;
        return std::nullopt;
    }
    if (!options_file.empty()) command.options = read_options(options_file);
    if (!preset.empty()) {
        command.preset = read_preset(resource_folder() / "presets", preset);
        for (PresetRun& run : command.preset->runs) {
            apply_flags(given, run.options);
            if (std::string& out = run.options.run.out; !out.empty() && !run.name.empty()) out += "/" + run.name;
        }
        command.options = command.preset->runs.front().options;
    } else {
        apply_flags(given, command.options);
    }
    command.search = plan_of(search);
    if (man) command.manual = manual_page(app);
    command.pictures = !no_pictures;
    command.kind = train->parsed()                  ? Command::Kind::train_backbone
                   : project->parsed()              ? Command::Kind::project
                   : runs->parsed()                 ? Command::Kind::list_runs
                   : print                          ? Command::Kind::print_options
                   : list                           ? Command::Kind::list_methods
                   : markdown                       ? Command::Kind::print_markdown
                   : man                            ? Command::Kind::print_man
                   : !command.export_folder.empty() ? Command::Kind::export_lists
                                                    : Command::Kind::run;
    return command;
}

} // namespace whydah
