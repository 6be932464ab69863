#include "core/search/search_file.h"

#include "core/search/search_plan.h"
#include "core/search/trial_scores.h"
#include "core/store/csv.h"
#include "core/store/run_folder.h"
#include "records/error.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace whydah {
namespace {

using Json = nlohmann::ordered_json;

/// A value of the file as the command line writes it; lists with commas.
std::string value_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string text;
    for (const Json& part : value) text += (text.empty() ? "" : ",") + value_text(part);
    return text;
}

void require_keys(const Json& json, const std::set<std::string>& known, const std::string& source) {
    for (const auto& [key, value] : json.items()) {
        if (known.contains(key)) continue;
        std::string names;
        for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
        throw Error({.what = "'" + key + "' is not known here", .where = source, .mend = "choose of: " + names});
    }
}

SearchAxis axis_from(const std::string& option, const Json& json, const std::string& source) {
    SearchAxis axis{.option = option, .values = {}};
    if (json.is_object()) {
        require_keys(json, {"low", "high", "scale", "points"}, source + ", '" + option + "'");
        const std::string scale = json.value("scale", "lin");
        if (scale != "lin" && scale != "log")
            throw Error({.what = "the scale '" + scale + "' is not known",
                         .where = source + ", '" + option + "'",
                         .mend = "use lin or log"});
        axis.range = {json.at("low").get<double>(), json.at("high").get<double>(), scale == "log",
                      json.value("points", std::int64_t{0})};
    } else {
        for (const Json& value : json.is_array() ? json : Json::array({json})) axis.values.push_back(value_text(value));
    }
    return checked_axis(std::move(axis));
}

Json json_of(const Trial& trial) {
    Json json{{"setting", trial.text}, {"values", trial.setting}, {"key", trial.key}, {"seconds", trial.seconds}};
    if (!trial.error.empty()) json["error"] = trial.error;
    json["validation"] = Json::array();
    for (const TrialScore& s : trial.scores)
        json["validation"].push_back({{"method", s.method}, {"seed", s.seed}, {"recall", s.validation}});
    return json;
}

Trial trial_from(const Json& json) {
    Trial trial{.setting = json.at("values").get<Setting>(),
                .text = json.at("setting"),
                .key = json.at("key"),
                .scores = {},
                .error = json.value("error", ""),
                .seconds = json.at("seconds").get<double>()};
    for (const Json& s : json.at("validation"))
        trial.scores.push_back({s.at("method"), s.at("seed").get<std::int64_t>(), s.at("recall").get<double>()});
    return trial;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error(
            {.what = "cannot read the file", .where = file.string(), .mend = "check the path and its permissions"});
    return text.str();
}

} // namespace

SearchPlan plan_from_json(const std::string& text, const std::string& source) {
    try {
        const Json json = Json::parse(text);
        require_keys(json, {"method", "random", "seed", "options"}, source);
        SearchPlan plan;
        plan.method = json.value("method", "");
        plan.random = json.value("random", std::int64_t{0}), plan.seed = json.value("seed", std::int64_t{0});
        for (const auto& [option, values] : json.at("options").items())
            plan.axes.push_back(axis_from(option, values, source));
        return plan;
    } catch (const nlohmann::json::exception& error) {
        throw Error({.what = std::string("cannot be read as a search: ") + error.what(),
                     .where = source,
                     .mend = R"(it looks like this: {"options": {"lambda": [0.1, 1, 10]}})"});
    }
}

SearchPlan read_plan(const std::filesystem::path& file) { return plan_from_json(text_of(file), file.string()); }

void write_search(const std::filesystem::path& folder, const SearchRecord& search) {
    Json json{{"search", plan_text(search.plan)}, {"method", search.plan.method}, {"settings", search.settings}};
    if (search.best) json["chosen"] = search.trials[*search.best].text;
    json["trials"] = Json::array();
    for (const Trial& trial : search.trials) json["trials"].push_back(json_of(trial));
    for (const Trial& trial : search.spare) json["trials"].push_back(json_of(trial));
    write_file_safely(folder / "search.json", json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    write_file_safely(folder / "search.csv", search_csv(search));
}

std::vector<Trial> read_trials(const std::filesystem::path& folder) {
    const auto file = folder / "search.json";
    std::error_code none;
    if (!std::filesystem::exists(file, none)) return {};
    try {
        std::vector<Trial> trials;
        const Json json = Json::parse(text_of(file)); // outlives the loop over its part
        for (const Json& trial : json.at("trials")) trials.push_back(trial_from(trial));
        return trials;
    } catch (const nlohmann::json::exception& error) {
        throw Error({.what = std::string("cannot be understood: ") + error.what(),
                     .where = file.string(),
                     .mend = "the file was changed: take it away, or choose another --out"});
    }
}

std::string search_csv(const SearchRecord& search) {
    std::vector<std::string> head{"trial"};
    for (const SearchAxis& axis : search.plan.axes) head.push_back(axis.option);
    for (const char* name : {"validation", "validation_sd", "seeds"}) head.emplace_back(name);
    std::vector<std::string> others = methods_of(search);
    std::erase(others, search.plan.method);
    for (const std::string& other : others) head.push_back("validation of " + other);
    for (const char* name : {"seconds", "chosen", "error"}) head.emplace_back(name);
    std::string text = csv_line(head);
    for (std::size_t t = 0; t < search.trials.size(); ++t) {
        const Trial& trial = search.trials[t];
        std::vector<std::string> line{std::to_string(t)};
        line.insert(line.end(), trial.setting.begin(), trial.setting.end());
        const auto score = validation_of(trial, search.plan.method);
        line.push_back(score ? option_text(score->mean) : "");
        line.push_back(score && score->sd ? option_text(*score->sd) : "");
        line.push_back(score ? std::to_string(score->n) : "0");
        for (const std::string& other : others) {
            const auto value = validation_of(trial, other);
            line.push_back(value ? option_text(value->mean) : "");
        }
        line.push_back(option_text(trial.seconds));
        line.emplace_back(search.best == t ? "true" : "false");
        line.push_back(trial.error);
        text += csv_line(line);
    }
    return text;
}

} // namespace whydah
