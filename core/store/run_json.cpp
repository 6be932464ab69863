#include "core/store/run_json.h"

#include "records/error.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace whydah {

using Json = nlohmann::ordered_json;

namespace {

constexpr int format_version = 1;

Json to_json(const DatasetSummary& dataset) {
    Json classes = Json::array(), problems = Json::array();
    for (const ClassSummary& c : dataset.classes)
        classes.push_back({{"name", c.name},
                           {"train", c.train},
                           {"validation", c.validation},
                           {"test", c.test},
                           {"left_out", c.left_out}});
    for (const DataProblem& p : dataset.problems) problems.push_back({{"where", p.where}, {"what", p.what}});
    return {{"name", dataset.name},
            {"source", dataset.source},
            {"kind", dataset.kind},
            {"split", dataset.split},
            {"has_features", dataset.has_features},
            {"feature_dimension", dataset.feature_dimension},
            {"problem_count", dataset.problem_count},
            {"problems", problems},
            {"classes", classes}};
}

DatasetSummary dataset_from(const Json& json) {
    DatasetSummary dataset;
    dataset.name = json.at("name"), dataset.source = json.at("source"), dataset.kind = json.at("kind"),
    dataset.split = json.at("split");
    dataset.has_features = json.at("has_features"), dataset.feature_dimension = json.at("feature_dimension");
    dataset.problem_count = json.at("problem_count");
    for (const Json& p : json.at("problems")) dataset.problems.push_back({p.at("where"), p.at("what")});
    for (const Json& c : json.at("classes")) {
        ClassSummary summary;
        summary.name = c.at("name"), summary.train = c.at("train"), summary.validation = c.at("validation");
        summary.test = c.at("test"), summary.left_out = c.at("left_out");
        dataset.classes.push_back(std::move(summary));
    }
    return dataset;
}

Json to_json(const Selection& s) {
    return {{"method", s.method}, {"option", s.option},         {"seed", s.seed},
            {"chosen", s.chosen}, {"candidates", s.candidates}, {"validation_accuracy", s.validation_accuracy}};
}

RunState state_from(const std::string& name) {
    for (RunState state : {RunState::running, RunState::completed, RunState::stopped, RunState::interrupted})
        if (name == run_state_name(state)) return state;
    return RunState::failed;
}

void fill(const Json& json, RunRecord& record) {
    record.state = state_from(json.at("state"));
    record.started = json.value("started", std::int64_t{0}); // not in the first run folders
    record.seconds = json.at("seconds"), record.peak_memory = json.at("peak_memory_bytes");
    record.device = json.at("device"), record.threads = json.at("threads");
    record.dataset = dataset_from(json.at("dataset"));
    for (const Json& s : json.at("selections"))
        record.selections.push_back({.method = s.at("method"),
                                     .option = s.at("option"),
                                     .seed = s.at("seed"),
                                     .chosen = s.at("chosen"),
                                     .candidates = s.at("candidates"),
                                     .validation_accuracy = s.at("validation_accuracy")});
    for (const Json& line : json.at("log"))
        record.log.push_back({static_cast<LogLine::Level>(line.at("level").get<int>()), line.at("text")});
    // Runs of older versions know nothing of their stages.
    record.plan.stages = json.value("plan", std::vector<std::string>());
    for (const Json& s : json.value("stages", Json::array()))
        record.stages.push_back({.stage = s.at("stage"), .seconds = s.at("seconds"), .note = s.at("note")});
    for (const Json& r : json.at("methods"))
        for (MethodResult& result : record.results)
            if (result.method == r.at("method") && result.seed == r.at("seed")) {
                result.seconds = r.at("seconds");
                if (const auto seeds = r.find("seeds"); seeds != r.end()) // not in the first run folders
                    result.seeds = {seeds->at("carve"), seeds->at("sampling"), seeds->at("initialisation")};
                if (!r.at("validation_accuracy").is_null())
                    result.validation_accuracy = r.at("validation_accuracy").get<double>();
            }
    for (const Json& t : json.at("trajectories"))
        for (Trajectories& run : record.trajectories)
            if (run.method == t.at("method") && run.seed == t.at("seed")) {
                run.last_block = t.at("last_block");
                run.variance_share = t.at("variance_share").get<std::array<double, 3>>();
            }
}

} // namespace

std::string run_to_json(const RunRecord& record) {
    Json json{{"whydah_run", format_version},      {"state", run_state_name(record.state)},
              {"started", record.started},         {"seconds", record.seconds},
              {"device", record.device},           {"peak_memory_bytes", record.peak_memory},
              {"threads", record.threads},         {"losses", record.losses.size()},
              {"dataset", to_json(record.dataset)}};
    json["plan"] = record.plan.stages, json["stages"] = Json::array();
    for (const StageFinished& s : record.stages)
        json["stages"].push_back({{"stage", s.stage}, {"seconds", s.seconds}, {"note", s.note}});
    json["selections"] = Json::array(), json["methods"] = Json::array(), json["trajectories"] = Json::array(),
    json["log"] = Json::array();
    for (const Selection& s : record.selections) json["selections"].push_back(to_json(s));
    for (const MethodResult& r : record.results)
        json["methods"].push_back(
            {{"method", r.method},
             {"seed", r.seed},
             {"seconds", r.seconds},
             {"seeds",
              {{"carve", r.seeds.carve}, {"sampling", r.seeds.sampling}, {"initialisation", r.seeds.initialisation}}},
             {"validation_accuracy", r.validation_accuracy ? Json(*r.validation_accuracy) : Json()}});
    for (const Trajectories& t : record.trajectories)
        json["trajectories"].push_back({{"method", t.method},
                                        {"seed", t.seed},
                                        {"last_block", t.last_block},
                                        {"variance_share", t.variance_share}});
    for (const LogLine& line : record.log)
        json["log"].push_back({{"level", static_cast<int>(line.level)}, {"text", line.text}});
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

namespace {

template <class Use>
auto understood(const std::string& text, const std::string& source, Use&& use) {
    try {
        const Json json = Json::parse(text);
        if (json.at("whydah_run").get<int>() > format_version)
            throw Error(
                {.what = "was written by a newer Whydah", .where = source, .mend = "open it with that version"});
        return use(json);
    } catch (const nlohmann::json::exception& error) {
        throw Error({.what = std::string("cannot be understood: ") + error.what(),
                     .where = source,
                     .mend = "the file was changed or cut off: run the experiment again"});
    }
}

} // namespace

void add_run_json(const std::string& text, const std::string& source, RunRecord& record) {
    understood(text, source, [&](const Json& json) { fill(json, record); });
}

bool ListedParts::has(const std::vector<Part>& parts, const std::string& method, std::int64_t seed) {
    return std::find(parts.begin(), parts.end(), Part{method, seed}) != parts.end();
}

ListedParts listed_parts(const std::string& text, const std::string& source) {
    return understood(text, source, [](const Json& json) {
        ListedParts parts;
        parts.growing = state_from(json.at("state")) == RunState::running;
        for (const Json& r : json.at("methods")) parts.results.push_back({r.at("method"), r.at("seed")});
        for (const Json& t : json.at("trajectories")) parts.trajectories.push_back({t.at("method"), t.at("seed")});
        if (const auto losses = json.find("losses"); losses != json.end()) parts.losses = losses->get<std::size_t>();
        return parts;
    });
}

} // namespace whydah
