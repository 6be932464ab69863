#include "app/headless/option_pages.h"

#include "records/experiment_options.h"

namespace whydah {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

std::string choices_of(const Field& field) {
    std::string text;
    for (std::string_view choice : field.choices) text += (text.empty() ? "" : ", ") + std::string(choice);
    for (const NameSet& set : field.sets) text += ", " + std::string(set.name);
    return text;
}

/// A line that begins with a dot would be a macro.
std::string man_text(const std::string& text) {
    const bool macro = !text.empty() && (text.front() == '.' || text.front() == '\'');
    return (macro ? "\\&" : "") + replaced(replaced(text, "\\", "\\e"), "-", "\\-");
}

} // namespace

std::string methods_text() {
    std::string text;
    for (const MethodInfo& method : method_list) {
        const auto padded = [](std::string_view word, std::size_t width) {
            return std::string(word) + std::string(word.size() < width ? width - word.size() : 0, ' ');
        };
        text += padded(method.name, 27) + padded(method.set, 10) + std::string(method.tip) + " [" +
                std::string(method.place) + "]\n";
    }
    return text;
}

std::string options_markdown() {
    std::string text = "# Options\n\nThe same in the window's form, as flags of `whydah-run` and as keys of "
                       "`options.json` (there with `_` for `-` and without the "
                       "leading dashes). Made by `whydah-run --help-markdown`.\n";
    std::string group;
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field& field, const auto& value) {
        if (field.group != group) {
            group = field.group;
            text += "\n## " + group + "\n\n| flag | default | unit | paper | meaning |\n|---|---|---|---|---|\n";
        }
        std::string meaning = replaced(std::string(field.tip), "|", "\\|");
        if (!field.choices.empty()) meaning += ". One of: " + choices_of(field);
        const std::string usual = option_text(value);
        text += "| `" + flag_of(field.name) + "` | " + (usual.empty() ? "" : "`" + usual + "`") + " | " +
                std::string(field.unit) + " | " + std::string(field.paper) + " | " + meaning + " |\n";
    });
    text += "\n## List of methods\n\n| name | set | paper | meaning |\n|---|---|---|---|\n";
    for (const MethodInfo& method : method_list)
        text += "| `" + std::string(method.name) + "` | " + std::string(method.set) + " | " +
                std::string(method.place) + " | " + replaced(std::string(method.tip), "|", "\\|") + " |\n";
    return text;
}

std::string options_man_page() {
    std::string text =
        ".TH WHYDAH\\-RUN 1 \"2026\\-11\\-24\" \"Whydah\" \"User Commands\"\n.SH NAME\nwhydah\\-run \\- long\\-tailed "
        "recognition with MetaModelNet and its baselines\n"
        ".SH SYNOPSIS\n.B whydah\\-run\n[\\fIOPTION\\fR]...\n.br\n.B whydah\\-run train\\-backbone "
        "\\-\\-data\n\\fIFOLDER\\fR \\fB\\-\\-out\\fR \\fIFILE\\fR [\\fB\\-\\-epochs\\fR \\fIN\\fR]\n.br\n.B "
        "whydah\\-run project\n\\fIRUN\\fR [\\fB\\-\\-kind tsne\\fR] [\\fB\\-\\-projector\\fR] ...\n.br\n.B "
        "whydah\\-run list\n\\fIWORKSPACE\\fR [\\fB\\-\\-trash\\fR]\n"
        ".SH DESCRIPTION\nRuns a whole experiment without a window: data, features, all methods over all seeds. "
        "Results go to the folder of \\-\\-out and to\nstandard output, progress to standard "
        "error. Ctrl\\-C stops and keeps what is finished. The second form trains Whydah's small CNN.\nThe third one "
        "projects the weights of a finished run by PCA or t\\-SNE, or writes them for TensorBoard's projector: see\n"
        "whydah\\-run project \\-\\-help. The fourth one prints the runs of a workspace as the window lists them: "
        "state, time, accuracies, tags.\nA run written to \\-\\-out WORKSPACE/runs/NAME appears in the window's list.\n"
        ".SH OPTIONS\n"
        ".TP\n.B \\-\\-options \\fIFILE\\fR\nJSON file of options; flags stand above it.\n.TP\n.B "
        "\\-\\-list\\-methods\nPrint every method with its paper.\n.TP\n.B "
        "\\-\\-print\\-options\nPrint the complete options as JSON.\n"
        ".TP\n.B \\-\\-no\\-pictures\nDo not draw the pictures.\n.TP\n.B \\-\\-published \\fITABLE\\fR\nPrint "
        "published numbers below the results, in a block of their own: paper, "
        "cifar100_lt, imagenet_lt, places_lt,\ninaturalist_2018, or several with commas.\n"
        ".TP\n.B \\-\\-grid \\fINAME=VALUES\\fR\nSearch over an option, chosen on the validation part: values with commas, a "
        "range LOW:HIGH:log:POINTS, or all choices of an option (NAME alone).\nSeveral: all combinations.\n.TP\n.B "
        "\\-\\-random \\fIN\\fR\nTry N settings drawn at random in place of all combinations.\n.TP\n.B "
        "\\-\\-search\\-seed \\fISEED\\fR\nOf these draws. Default: 0.\n.TP\n.B \\-\\-choose \\fIMETHOD\\fR\nThe method "
        "whose validation recall decides.\n.TP\n.B \\-\\-search \\fIFILE\\fR\nThe same from a JSON file.\n"
        ".TP\n.B \\-\\-quiet\nNo "
        "progress.\n";
    std::string group;
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field& field, const auto& value) {
        if (field.group != group) text += ".SS " + man_text(group = field.group) + "\n";
        text += ".TP\n.B " + man_text(flag_of(field.name)) + "\n" + man_text(std::string(field.tip)) + ".";
        if (!field.choices.empty()) text += " One of: " + man_text(choices_of(field)) + ".";
        if (const std::string usual = option_text(value); !usual.empty()) text += " Default: " + man_text(usual) + ".";
        text += "\n";
    });
    text += ".SH METHODS\n";
    for (const MethodInfo& method : method_list)
        text += ".TP\n.B " + man_text(std::string(method.name)) + "\n" + man_text(std::string(method.tip)) + ". " +
                man_text(std::string(method.place)) + ". Set: " + std::string(method.set) + ".\n";
    return text + ".SH EXIT STATUS\n0 only if everything was done; 130 stopped, the result is partial; 1 error; 2 "
                  "wrong command line.\n.SH SEE ALSO\n.BR whydah (1)\n";
}

} // namespace whydah
