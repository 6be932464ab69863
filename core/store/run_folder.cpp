#include "core/store/run_folder.h"

#include "core/store/csv.h"
#include "core/store/dynamics_file.h"
#include "core/store/options_json.h"
#include "core/store/predictions_file.h"
#include "core/store/protocol_json.h"
#include "core/store/run_json.h"
#include "core/store/run_lock.h"
#include "core/store/safe_file.h"
#include "core/store/statistics_csv.h"
#include "core/store/weights_file.h"
#include "records/error.h"
#include "records/fixed_text.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace whydah {
namespace {

namespace fs = std::filesystem;

std::string percent(const std::optional<double>& share) { return share ? fixed_text(100 * *share, 4) : std::string(); }
std::string number(double value) { return std::isfinite(value) ? option_text(value) : std::string(); }
std::string number(std::int64_t value) { return std::to_string(value); }

std::string results_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "all", "many", "medium", "few"});
    for (const MethodResult& result : record.results) {
        const BandAccuracy a = band_accuracy(result, record.options.run.band_rule());
        text += csv_line(
            {result.method, number(result.seed), percent(a.all), percent(a.many), percent(a.medium), percent(a.few)});
    }
    return text;
}

std::string per_class_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "class", "n_train", "n_test", "correct"});
    for (const MethodResult& result : record.results)
        for (const ClassAccuracy& c : result.classes)
            text += csv_line(
                {result.method, number(result.seed), c.name, number(c.train), number(c.test), number(c.correct)});
    return text;
}

/// The kinds of chains as they stand in trajectories.csv.
struct ChainKind {
    const char* name;
    std::vector<ClassTrajectory> Trajectories::*chains;
};
constexpr ChainKind chain_kinds[] = {
    {"test", &Trajectories::classes}, {"measured", &Trajectories::measured}, {"regressed", &Trajectories::regressed}};

std::string trajectories_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "label", "class", "n_train", "entry_block", "step", "shot", "pc1",
                                 "pc2", "pc3", "norm", "chain"});
    for (const Trajectories& run : record.trajectories)
        for (const ChainKind& kind : chain_kinds)
            for (const ClassTrajectory& c : run.*kind.chains)
                for (std::size_t step = 0; step < c.points.size(); ++step) {
                    const TrajectoryPoint& p = c.points[step];
                    text +=
                        csv_line({run.method, number(run.seed), number(c.label), c.name, number(c.train),
                                  number(c.entry_block), std::to_string(step), number(p.shot), number(p.position[0]),
                                  number(p.position[1]), number(p.position[2]), number(p.norm), kind.name});
                }
    return text;
}

std::string losses_csv(const RunRecord& record) {
    std::string text = csv_line({"method", "seed", "block", "step", "regression", "task"});
    for (const LossPoint& p : record.losses)
        text +=
            csv_line({p.method, number(p.seed), number(p.block), number(p.step), number(p.regression), number(p.task)});
    return text;
}

std::string log_text(const RunRecord& record) {
    std::string text;
    for (const LogLine& line : record.log)
        text += (line.level == LogLine::Level::error     ? "error: "
                 : line.level == LogLine::Level::warning ? "warning: "
                                                         : "") +
                line.text + "\n";
    return text;
}

void read_per_class(const fs::path& file, RunRecord& record) {
    const CsvTable table(file, {"method", "seed", "class", "n_train", "n_test", "correct"});
    for (std::size_t i = 0; i < table.lines(); ++i) {
        const std::string& method = table.text(i, "method");
        const std::int64_t seed = table.integer(i, "seed");
        if (record.results.empty() || record.results.back().method != method || record.results.back().seed != seed)
            record.results.push_back(
                {.method = method, .seed = seed, .classes = {}, .seconds = 0, .validation_accuracy = {}});
        record.results.back().classes.push_back({.name = table.text(i, "class"),
                                                 .train = table.integer(i, "n_train"),
                                                 .test = table.integer(i, "n_test"),
                                                 .correct = table.integer(i, "correct")});
    }
}

std::vector<ClassTrajectory> Trajectories::*chains_named(const std::string& name) {
    for (const ChainKind& kind : chain_kinds)
        if (name == kind.name) return kind.chains;
    return &Trajectories::classes;
}

void read_trajectories(const fs::path& file, RunRecord& record) {
    const CsvTable table(
        file, {"method", "seed", "label", "class", "n_train", "entry_block", "shot", "pc1", "pc2", "pc3", "norm"});
    auto& runs = record.trajectories;
    for (std::size_t i = 0; i < table.lines(); ++i) {
        const std::string& method = table.text(i, "method");
        const std::int64_t seed = table.integer(i, "seed"), label = table.integer(i, "label");
        if (runs.empty() || runs.back().method != method || runs.back().seed != seed)
            runs.push_back({.method = method, .seed = seed, .last_block = 0, .variance_share = {}, .classes = {}});
        auto& classes = runs.back().*chains_named(table.has("chain") ? table.text(i, "chain") : "test");
        if (classes.empty() || classes.back().label != label)
            classes.push_back({.label = label,
                               .name = table.text(i, "class"),
                               .train = table.integer(i, "n_train"),
                               .entry_block = table.integer(i, "entry_block"),
                               .points = {}});
        classes.back().points.push_back(
            {.shot = table.integer(i, "shot"),
             .position = {table.number(i, "pc1"), table.number(i, "pc2"), table.number(i, "pc3")},
             .norm = table.number(i, "norm")});
    }
}

void read_losses(const fs::path& file, RunRecord& record) {
    const CsvTable table(file, {"method", "seed", "block", "step", "regression", "task"});
    for (std::size_t i = 0; i < table.lines(); ++i)
        record.losses.push_back({.method = table.text(i, "method"),
                                 .seed = table.integer(i, "seed"),
                                 .block = table.integer(i, "block"),
                                 .step = table.integer(i, "step"),
                                 .regression = table.number(i, "regression"),
                                 .task = table.number(i, "task")});
}

std::string file_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        throw Error({.what = "cannot read the file", .where = file.string(), .mend = "check its permissions"});
    return text.str();
}

/// An earlier run in the same folder may have had other methods and seeds.
void remove_old_predictions(const fs::path& folder) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (const std::string name = entry.path().filename().string();
            name.ends_with(".npy") && name.find(".seed") != std::string::npos)
            fs::remove(entry.path(), none);
}

void read_all_predictions(const fs::path& folder, RunRecord& record) {
    std::error_code none;
    for (MethodResult& result : record.results)
        if (const fs::path file = predictions_path(folder, result); fs::exists(file, none))
            result.predictions = read_predictions(file, result.classes.size());
}

/// Trajectories and losses, as far as run.json lists them.
void read_training(const fs::path& folder, const ListedParts& listed, RunRecord& record) {
    if (!listed.trajectories.empty()) {
        read_trajectories(folder / "trajectories.csv", record);
        read_weights(folder / "trajectories.npy", record.trajectories, listed.growing);
    }
    std::erase_if(record.trajectories,
                  [&](const Trajectories& t) { return !listed.has(listed.trajectories, t.method, t.seed); });
    std::error_code ignored;
    if (const fs::path dynamics = folder / "dynamics.json"; fs::exists(dynamics, ignored))
        add_dynamics_json(file_text(dynamics), dynamics.string(), record.trajectories);
    if (listed.losses.value_or(1) > 0) read_losses(folder / "losses.csv", record);
    if (listed.losses && *listed.losses < record.losses.size()) record.losses.resize(*listed.losses);
}

RunRecord read_parts(const fs::path& folder, bool training) {
    const fs::path card = folder / "run.json";
    std::error_code ignored;
    if (!fs::exists(card, ignored))
        throw Error({.what = "is not the folder of a Whydah run (no run.json)",
                     .where = folder.string(),
                     .mend = "give the folder that whydah-run wrote with --out"});
    const bool held = RunLock::is_held(folder); // before its state is read: a run that ends meanwhile has an end there
    const std::string text = file_text(card);
    const ListedParts listed = listed_parts(text, card.string());
    RunRecord record;
    record.options = options_from_json(file_text(folder / "options.json"), (folder / "options.json").string());
    if (!listed.results.empty()) read_per_class(folder / "per_class.csv", record);
    std::erase_if(record.results, [&](const MethodResult& r) { return !listed.has(listed.results, r.method, r.seed); });
    if (training) read_training(folder, listed, record);
    add_run_json(text, card.string(), record);
    if (record.state == RunState::running && !held) record.state = RunState::interrupted;
    read_all_predictions(folder, record);
    if (!listed.growing) read_statistics(folder, record);
    if (const fs::path protocol = folder / "protocol.json"; fs::exists(protocol, ignored))
        record.protocol = protocol_from_json(file_text(protocol), protocol.string());
    return record;
}

} // namespace

void write_file_safely(const fs::path& path, const std::string& text) {
    SafeFile file(path);
    file.write(text);
    file.commit();
}

namespace {

/// Whole or not at all; that it is there to stay comes with run.json, the last one written.
void put(const fs::path& file, const std::string& text) {
    SafeFile out(file);
    out.write(text);
    out.commit(false);
}

} // namespace

void write_run(const fs::path& folder, const RunRecord& record, const GrownParts& grown) {
    if (grown.options) put(folder / "options.json", options_to_json(record.options));
    if (grown.results) {
        put(folder / "results.csv", results_csv(record));
        put(folder / "per_class.csv", per_class_csv(record));
    }
    if (grown.trajectories) {
        write_weights(folder / "trajectories.npy", record.trajectories); // before the lines that it has a row for
        put(folder / "trajectories.csv", trajectories_csv(record));
        put(folder / "dynamics.json", dynamics_to_json(record.trajectories));
        put(folder / "dynamics.csv", dynamics_csv(record.trajectories));
    }
    if (grown.losses) put(folder / "losses.csv", losses_csv(record));
    if (grown.ending) {
        put(folder / "intervals.csv", intervals_csv(record));
        put(folder / "metrics.csv", metrics_csv(record));
        put(folder / "significance.csv", significance_csv(record));
        put(folder / "confusion.csv", confusion_csv(record));
        put(folder / "protocol.json", protocol_to_json(record.protocol));
        put(folder / "protocol.md", protocol_markdown(record.protocol));
    }
    if (grown.predictions_there == 0) remove_old_predictions(folder / "predictions");
    for (std::size_t i = grown.predictions_there; i < record.results.size(); ++i)
        if (!record.results[i].predictions.empty())
            write_predictions(predictions_path(folder, record.results[i]), record.results[i].predictions);
    put(folder / "log.txt", log_text(record));
    write_file_safely(folder / "run.json", run_to_json(record));
}

void clear_earlier_run(const fs::path& folder, const RunRecord& record) {
    write_file_safely(folder / "run.json", run_to_json(record));
    write_file_safely(folder / "options.json", options_to_json(record.options));
    std::error_code none;
    for (const char* file : {"results.csv", "per_class.csv", "intervals.csv", "trajectories.npy", "trajectories.csv",
                             "dynamics.json", "dynamics.csv", "losses.csv", "metrics.csv", "significance.csv",
                             "confusion.csv", "samples.csv", "protocol.json", "protocol.md", "log.txt"})
        fs::remove(folder / file, none);
    remove_old_predictions(folder / "predictions");
}

RunRecord read_run(const fs::path& folder) { return read_parts(folder, true); }

RunRecord read_run_results(const fs::path& folder) { return read_parts(folder, false); }

} // namespace whydah
