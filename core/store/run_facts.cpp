#include "core/store/run_facts.h"

#include "core/store/csv.h"
#include "core/store/run_folder.h"
#include "core/store/run_json.h"
#include "records/error.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/stat.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string file_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error({.what = "cannot read the file", .where = file.string(), .mend = "check its permissions"});
    return text.str();
}

std::int64_t written_at(const fs::path& file) {
    struct stat info {};
    return ::stat(file.c_str(), &info) == 0 ? info.st_mtim.tv_sec : 0;
}

/// Options of other versions are read as far as they are understood: a list must show them, too.
void read_asked(const fs::path& folder, RunEntry& entry) {
    const Json json = Json::parse(file_text(folder / "options.json"));
    entry.seeds = json.value("seeds", std::int64_t{1});
    entry.methods = json.value("methods", std::vector<std::string>());
}

void read_accuracies(const fs::path& folder, const ListedParts& listed, RunEntry& entry) {
    entry.accuracies.clear();
    if (listed.results.empty()) return;
    const CsvTable table(folder / "results.csv", {"method", "seed", "all"});
    std::vector<std::pair<std::string, std::vector<double>>> values;
    for (std::size_t line = 0; line < table.lines(); ++line) {
        const std::string& method = table.text(line, "method");
        const double percent = table.number(line, "all");
        if (!listed.has(listed.results, method, table.integer(line, "seed")) || std::isnan(percent)) continue;
        auto at = std::find_if(values.begin(), values.end(), [&](const auto& known) { return known.first == method; });
        if (at == values.end()) at = values.insert(values.end(), {method, {}});
        at->second.push_back(percent / 100);
    }
    for (const auto& [method, shares] : values) {
        const auto mean = mean_sd(shares);
        entry.accuracies.push_back({.method = method,
                                    .seeds = mean->n,
                                    .mean = mean->mean,
                                    .sd = mean->sd,
                                    .best = *std::max_element(shares.begin(), shares.end())});
    }
}

void read_card(const fs::path& folder, RunEntry& entry) {
    const std::string text = file_text(folder / "run.json"), source = (folder / "run.json").string();
    const ListedParts listed = listed_parts(text, source);
    RunRecord record; // without its tables: nothing of them is filled in
    add_run_json(text, source, record);
    entry.dataset = record.dataset.name;
    entry.state = record.state;
    entry.seconds = record.seconds;
    entry.started = record.started;
    if (entry.started == 0) // runs of older versions: written last at their end
        entry.started = std::max<std::int64_t>(0, written_at(folder / "run.json") - std::llround(record.seconds));
    read_asked(folder, entry);
    read_accuracies(folder, listed, entry);
}

void read_notes(const fs::path& folder, RunEntry& entry) {
    entry.name = folder.filename().string(), entry.note.clear(), entry.tags.clear();
    std::error_code ignored;
    if (!fs::exists(folder / "notes.json", ignored)) return;
    const Json json = Json::parse(file_text(folder / "notes.json"));
    entry.name = json.value("name", entry.name);
    entry.note = json.value("note", entry.note);
    entry.tags = json.value("tags", entry.tags);
}

} // namespace

void read_facts(const fs::path& folder, RunEntry& entry) {
    entry.problem.clear();
    for (const auto read : {read_notes, read_card}) try {
            read(folder, entry);
        } catch (const Error& error) {
            entry.problem = error.what();
        } catch (const nlohmann::json::exception& error) {
            entry.problem = folder.string() + ": a file cannot be understood: " + error.what();
        }
}

RunEntry read_entry(const fs::path& folder) {
    RunEntry entry;
    entry.folder = folder.string();
    read_facts(folder, entry);
    return entry;
}

std::string facts_stamp(const fs::path& folder) {
    std::string stamp;
    for (const char* file : {"run.json", "notes.json", "results.csv"}) {
        struct stat info {};
        if (::stat((folder / file).c_str(), &info) != 0) continue;
        stamp += std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) + ":" +
                 std::to_string(info.st_size) + " ";
    }
    return stamp;
}

void write_notes(const fs::path& folder, const RunEntry& entry) {
    Json json{{"tags", entry.tags}, {"note", entry.note}};
    if (entry.name != folder.filename()) json["name"] = entry.name; // else a copy has its own folder's name
    write_file_safely(folder / "notes.json", json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace whydah
