#include "core/store/options_json.h"

#include "records/error.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace whydah {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
const char* type_text();
template <>
const char* type_text<bool>() {
    return "true or false";
}
template <>
const char* type_text<std::int64_t>() {
    return "a whole number";
}
template <>
const char* type_text<double>() {
    return "a number";
}
template <>
const char* type_text<std::string>() {
    return "a text";
}
template <>
const char* type_text<std::vector<std::string>>() {
    return "a list of texts";
}
template <>
const char* type_text<std::vector<double>>() {
    return "a list of numbers";
}

bool fits(const Json& json, bool) { return json.is_boolean(); }
bool fits(const Json& json, std::int64_t) { return json.is_number_integer(); }
bool fits(const Json& json, double) { return json.is_number(); }
bool fits(const Json& json, const std::string&) { return json.is_string(); }
template <class T>
bool fits(const Json& json, const std::vector<T>&) {
    return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& j) { return fits(j, T{}); });
}

/// Names of sets ("all") in a list, or in place of the list.
void expand(const Field& field, std::vector<std::string>& value) { value = expanded(field, value); }
template <class T>
void expand(const Field&, T&) {}

bool is_set_name(const Field& field, const Json& json, const std::vector<std::string>&) {
    return json.is_string() && expanded(field, {json.get<std::string>()}) != std::vector{json.get<std::string>()};
}
template <class T>
bool is_set_name(const Field&, const Json&, const T&) {
    return false;
}

std::string line_of(const std::string& text, std::size_t byte) {
    return std::to_string(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n'));
}

Json parse(const std::string& text, const std::string& source) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        throw Error({.what = "is not valid JSON",
                     .where = source + ":" + line_of(text, error.byte),
                     .mend = "mend the file there, or write a new one with whydah-run --print-options"});
    }
}

} // namespace

std::string options_to_json(const ExperimentOptions& options) {
    Json json = Json::object();
    visit_fields(options, [&](const Field& field, const auto& value) { json[std::string(field.name)] = value; });
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

ExperimentOptions options_from_json(const std::string& text, const std::string& source) {
    const Json json = parse(text, source);
    if (!json.is_object())
        throw Error(
            {.what = "holds no options", .where = source, .mend = "it must be one JSON object, {\"data\": ...}"});
    ExperimentOptions options;
    std::set<std::string> known;
    visit_fields(options, [&](const Field& field, auto& value) {
        const std::string name(field.name);
        known.insert(name);
        const auto found = json.find(name);
        if (found == json.end()) return;
        using Value = std::remove_reference_t<decltype(value)>;
        const Json given = is_set_name(field, *found, value) ? Json::array({*found}) : *found;
        if (!fits(given, value))
            throw Error({.what = "'" + name + "' must be " + type_text<Value>() + ", is " + found->dump(),
                         .where = source,
                         .mend = "see whydah-run --help for its meaning"});
        value = given.template get<Value>();
        expand(field, value);
    });
    for (const auto& [key, value] : json.items())
        if (!known.contains(key))
            throw Error({.what = "'" + key + "' is not an option",
                         .where = source,
                         .mend = "whydah-run --help lists them all"});
    if (options.meta.literal_solver == "lbfgs") options.meta.literal_solver = "subspace"; // as it was called in older run folders
    return options;
}

ExperimentOptions read_options(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error(
            {.what = "cannot read the options", .where = file.string(), .mend = "check the path and its permissions"});
    ExperimentOptions options = options_from_json(text.str(), file.string());
    // Paths that are written relative to the file and exist there mean those files, wherever the program was started.
    visit_fields(options, [&](const Field& field, auto& value) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(value)>, std::string>) {
            if (field.path == Field::Path::none || value.empty() || field.name == "out") return;
            const std::filesystem::path beside = file.parent_path() / value;
            std::error_code ignored;
            if (std::filesystem::path(value).is_relative() && std::filesystem::exists(beside, ignored))
                value = std::filesystem::weakly_canonical(beside, ignored).string();
        }
    });
    return options;
}

} // namespace whydah
