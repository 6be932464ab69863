#include "app/headless/option_pages.h"

#include "records/experiment_options.h"

namespace whydah {

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

} // namespace whydah
