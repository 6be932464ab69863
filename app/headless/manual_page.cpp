#include "app/headless/manual_page.h"

#include "app/headless/option_pages.h"
#include "records/experiment_options.h"

#include <CLI/CLI.hpp>

namespace whydah {
namespace {

/// A line that begins with a dot would be a macro.
std::string man_text(const std::string& text) {
    const bool macro = !text.empty() && (text.front() == '.' || text.front() == '\'');
    return (macro ? "\\&" : "") + replaced(replaced(text, "\\", "\\e"), "-", "\\-");
}

std::string sentence(std::string text) {
    if (!text.empty() && text.back() != '.') text += '.';
    return man_text(text);
}

/// -h, --help or --options FILE
std::string flags_of(const CLI::Option& option) {
    std::string text;
    const auto add = [&](const char* dashes, const std::string& name) {
        text += (text.empty() ? "\\fB" : ", \\fB") + man_text(dashes + name) + "\\fR";
    };
    for (const std::string& name : option.get_snames()) add("-", name);
    for (const std::string& name : option.get_lnames()) add("--", name);
    const std::string type = option.get_type_name();
    const std::string value = type.substr(0, type.find(':')); // what follows says which values are taken
    if (option.get_items_expected_max() > 0 && !value.empty()) text += " \\fI" + man_text(value) + "\\fR";
    return text;
}

std::string entry(const CLI::Option& option) {
    return ".TP\n" + flags_of(option) + "\n" + sentence(option.get_description()) + "\n";
}

std::string entries(const CLI::App& app, const std::string& group) {
    std::string text;
    for (const CLI::Option* option : app.get_options())
        if (option->get_group() == group && !option->get_positional()) text += entry(*option);
    return text;
}

std::string fields() {
    std::string text, group;
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field& field, const auto& value) {
        if (field.group != group) text += ".SS " + man_text(group = field.group) + "\n";
        text += ".TP\n.B " + man_text(flag_of(field.name)) + "\n" + man_text(std::string(field.tip)) + ".";
        if (!field.choices.empty()) text += " One of: " + man_text(choices_of(field)) + ".";
        if (const std::string usual = option_text(value); !usual.empty()) text += " Default: " + man_text(usual) + ".";
        text += "\n";
    });
    return text;
}

std::string commands(const CLI::App& app) {
    std::string text = ".SH COMMANDS\n";
    for (const CLI::App* command : app.get_subcommands({}))
        text += ".SS " + man_text(command->get_name()) + "\n" + sentence(command->get_description()) + "\n" +
                entries(*command, "Options");
    return text;
}

std::string methods() {
    std::string text = ".SH METHODS\n";
    for (const MethodInfo& method : method_list)
        text += ".TP\n.B " + man_text(std::string(method.name)) + "\n" + man_text(std::string(method.tip)) + ". " +
                man_text(std::string(method.place)) + ". Set: " + std::string(method.set) + ".\n";
    return text;
}

} // namespace

std::string manual_page(const CLI::App& app) {
    return ".TH WHYDAH\\-RUN 1 \"2026\\-11\\-26\" \"Whydah\" \"User Commands\"\n.SH NAME\nwhydah\\-run \\- "
           "long\\-tailed recognition with MetaModelNet and its baselines\n"
           ".SH SYNOPSIS\n.B whydah\\-run\n[\\fIOPTION\\fR]...\n.br\n.B whydah\\-run train\\-backbone "
           "\\-\\-data\n\\fIFOLDER\\fR \\fB\\-\\-out\\fR \\fIFILE\\fR [\\fB\\-\\-epochs\\fR \\fIN\\fR]\n.br\n.B "
           "whydah\\-run project\n\\fIRUN\\fR [\\fB\\-\\-kind tsne\\fR] [\\fB\\-\\-projector\\fR] ...\n.br\n.B "
           "whydah\\-run list\n\\fIWORKSPACE\\fR [\\fB\\-\\-trash\\fR]\n"
           ".SH DESCRIPTION\nRuns a whole experiment without a window: data, features, all methods over all seeds. "
           "Results go to the folder of \\-\\-out and to\nstandard output, progress to standard "
           "error. Ctrl\\-C stops and keeps what is finished. The other forms are told under COMMANDS.\n"
           "A run written to \\-\\-out WORKSPACE/runs/NAME appears in the window's list.\n"
           ".SH OPTIONS\n" +
           entries(app, "Options") + ".SS Search\n" + entries(app, "Search") + fields() + commands(app) + methods() +
           ".SH ENVIRONMENT\n.TP\n.B WHYDAH_RESOURCES\nFolder of the files that ship with Whydah (presets, published "
           "numbers, sample), if not the installed one.\n"
           ".SH EXIT STATUS\n0 only if everything was done; 130 stopped, the result is partial; 1 error; 2 wrong "
           "command line.\n.SH SEE ALSO\n.BR whydah (1)\n";
}

} // namespace whydah
