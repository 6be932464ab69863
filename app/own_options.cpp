#include "app/own_options.h"

namespace whydah {
namespace {

std::vector<std::string> texts_of(const ExperimentOptions& options) {
    std::vector<std::string> texts;
    visit_fields(options, [&](const Field&, const auto& value) { texts.push_back(option_text(value)); });
    return texts;
}

} // namespace

void carry_changes(const ExperimentOptions& before, const ExperimentOptions& after, ExperimentOptions& onto) {
    const auto old = texts_of(before), now = texts_of(after);
    std::size_t i = 0;
    visit_fields(onto, [&](const Field& field, auto& value) {
        if (old[i] != now[i]) parse_option(field, now[i], value);
        ++i;
    });
}

bool have_same_data(const ExperimentOptions& a, const ExperimentOptions& b) {
    ExperimentOptions data_of_a, data_of_b;
    data_of_a.data = a.data, data_of_b.data = b.data;
    return texts_of(data_of_a) == texts_of(data_of_b);
}

std::vector<std::string> changed_options(const ExperimentOptions& options) {
    const auto usual = texts_of({});
    std::vector<std::string> changed;
    std::size_t i = 0;
    visit_fields(options, [&](const Field& field, const auto& value) {
        const std::string text = option_text(value);
        if (text != usual[i++]) changed.push_back(std::string(field.name) + "=" + text);
    });
    return changed;
}

ExperimentOptions options_of(const std::vector<std::string>& changed) {
    ExperimentOptions options;
    visit_fields(options, [&](const Field& field, auto& value) {
        const std::string start = std::string(field.name) + "=";
        for (const std::string& line : changed)
            if (line.starts_with(start)) parse_option(field, line.substr(start.size()), value);
    });
    return options;
}

void OwnOptions::edited(const ExperimentOptions& form) {
    carry_changes(form_, form, own_);
    form_ = form;
}

ExperimentOptions OwnOptions::for_data(const std::string& path) const {
    ExperimentOptions options = own_;
    options.data.data = path;
    options.data.root.clear();
    options.data.class_names.clear();
    options.run.out.clear();
    return options;
}

} // namespace whydah
