#include "core/store/published_file.h"

#include "core/store/resource_json.h"
#include "records/error.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

double percent(const Json& json, const std::string& source) {
    const double value = json.get<double>();
    if (!(value >= 0 && value <= 100))
        throw Error({.what = "a figure must be between 0 and 100 percent, is " + json.dump(),
                     .where = source,
                     .mend = "mend it there"});
    return value;
}

PublishedNumber number_from(const Json& json, const std::string& source) {
    PublishedNumber number;
    number.setting = json.value("setting", ""), number.method = json.at("method");
    number.backbone = json.value("backbone", ""), number.note = json.value("note", "");
    number.all = percent(json.at("all"), source);
    number.source = json.at("source");
    if (number.source.empty() || number.method.empty())
        throw Error({.what = "a figure has no source or no method", .where = source, .mend = "name it there"});
    const auto band = [&](const char* name) {
        return json.contains(name) ? std::optional(percent(json.at(name), source)) : std::nullopt;
    };
    number.many = band("many"), number.medium = band("medium"), number.few = band("few");
    return number;
}

} // namespace

std::vector<std::string> published_names(const fs::path& folder) { return json_names(folder); }

PublishedTable read_published(const fs::path& folder, const std::string& name) {
    const fs::path file = folder / (name + ".json");
    std::ifstream stream = open_json(folder, name, "table of published numbers");
    try {
        const Json json = Json::parse(stream);
        PublishedTable table{.name = name,
                             .title = json.at("title"),
                             .measure = json.at("measure"),
                             .split = json.at("split"),
                             .bands = json.value("bands", ""),
                             .numbers = {}};
        for (const Json& n : json.at("numbers")) table.numbers.push_back(number_from(n, file.string()));
        return table;
    } catch (const Json::exception& error) {
        throw Error({.what = std::string("cannot be understood: ") + error.what(),
                     .where = file.string(),
                     .mend = "mend the file, or install Whydah again"});
    }
}

} // namespace whydah
