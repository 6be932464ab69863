#include "core/store/preset_file.h"

#include "core/store/options_json.h"
#include "core/store/resource_json.h"
#include "records/error.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

PresetRun run_from(const Json& json, const Json& shared, const std::string& source) {
    Json options = shared;
    options.update(json.value("options", Json::object()));
    return {json.value("name", ""), options_from_json(options.dump(), source)};
}

PresetColumn column_from(const Json& json) {
    PresetColumn column{json.value("group", ""), json.at("heading"), json.value("run", ""), json.at("method"), {}};
    if (json.contains("published")) column.published = json.at("published").get<double>();
    return column;
}

Preset preset_from(const Json& json, const std::string& name, const std::string& source) {
    Preset preset;
    preset.name = name, preset.title = json.at("title"), preset.about = json.at("about");
    preset.published_on = json.value("published_on", "");
    const Json shared = json.value("options", Json::object());
    for (const Json& run : json.value("runs", Json::array({Json::object()})))
        preset.runs.push_back(run_from(run, shared, source));
    for (const Json& column : json.value("columns", Json::array())) preset.columns.push_back(column_from(column));
    preset.pictures = json.value("pictures", std::vector<std::string>());
    for (const PresetColumn& column : preset.columns)
        if (std::none_of(preset.runs.begin(), preset.runs.end(), [&](const auto& run) { return run.name == column.run; }))
            throw Error({.what = "column '" + column.heading + "' is of run '" + column.run + "', which there is not",
                         .where = source,
                         .mend = "name one of the preset's runs"});
    return preset;
}

} // namespace

std::vector<std::string> preset_names(const fs::path& folder) { return json_names(folder); }

Preset read_preset(const fs::path& folder, const std::string& name) {
    const fs::path file = folder / (name + ".json");
    std::ifstream stream = open_json(folder, name, "preset");
    try {
        return preset_from(Json::parse(stream), name, file.string());
    } catch (const Json::exception& error) {
        throw Error({.what = std::string("cannot be read as a preset: ") + error.what(),
                     .where = file.string(),
                     .mend = "mend the file, or install Whydah again"});
    }
}

} // namespace whydah
