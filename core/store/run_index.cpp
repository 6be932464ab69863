#include "core/store/run_index.h"

#include "records/error.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace whydah {
namespace {

/// What makes version N of version N - 1, N = 1, 2, ... Never change one that was released: add another.
constexpr const char* steps[] = {
    "CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " dataset TEXT NOT NULL, methods TEXT NOT NULL, seeds INTEGER NOT NULL, state TEXT NOT NULL,"
    " started INTEGER NOT NULL, seconds REAL NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, stamp TEXT NOT NULL);",
    // Accuracies and the trash; with no stamp, all folders are read again.
    "ALTER TABLE runs ADD COLUMN problem TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE runs ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE accuracies (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, place INTEGER NOT NULL,"
    " method TEXT NOT NULL, seeds INTEGER NOT NULL, mean REAL NOT NULL, sd REAL, best REAL NOT NULL,"
    " PRIMARY KEY (run, place)) WITHOUT ROWID;"
    "UPDATE runs SET stamp = '';"};
static_assert(std::size(steps) == RunIndex::version);

RunState state_from(const std::string& name) {
    for (RunState state : {RunState::running, RunState::completed, RunState::stopped, RunState::interrupted})
        if (name == run_state_name(state)) return state;
    return RunState::failed;
}

std::string lines_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += word + "\n";
    return text;
}

std::vector<std::string> words_of(const std::string& lines) {
    std::vector<std::string> words;
    for (std::size_t at = 0, end = 0; at < lines.size(); at = end + 1) {
        end = std::min(lines.find('\n', at), lines.size());
        words.push_back(lines.substr(at, end - at));
    }
    return words;
}

} // namespace

RunIndex::RunIndex(const std::filesystem::path& file) : database_(file) { bring_up_to_date(); }

void RunIndex::bring_up_to_date() const {
    const auto known_version = [this] {
        auto asked = database_.prepare("PRAGMA user_version");
        asked.step();
        return static_cast<int>(asked.integer(0));
    };
    if (known_version() == version) return;
    SqliteTransaction transaction(database_); // asked again: another process may have done it meanwhile
    const int from = known_version();
    if (from > version)
        throw Error({.what = "the list of runs was written by a newer Whydah",
                     .where = database_.file().string(),
                     .mend = "open the workspace with that version, or choose another workspace"});
    for (int step = from; step < version; ++step) database_.execute(steps[step]);
    database_.execute("PRAGMA user_version = " + std::to_string(version));
    transaction.commit();
}

std::vector<RunIndex::Row> RunIndex::rows() const {
    std::vector<Row> rows;
    std::map<std::int64_t, std::size_t> places;
    auto runs =
        database_.prepare("SELECT id, folder, name, dataset, methods, seeds, state, started, seconds, tags, note,"
                          " problem, deleted, stamp FROM runs ORDER BY id");
    while (runs.step()) {
        Row row;
        RunEntry& e = row.entry;
        e.id = runs.integer(0), e.folder = runs.text(1), e.name = runs.text(2), e.dataset = runs.text(3);
        e.methods = words_of(runs.text(4)), e.seeds = runs.integer(5), e.state = state_from(runs.text(6));
        e.started = runs.integer(7), e.seconds = runs.number(8), e.tags = words_of(runs.text(9));
        e.note = runs.text(10), e.problem = runs.text(11), e.deleted = runs.integer(12) != 0;
        row.stamp = runs.text(13);
        places[e.id] = rows.size();
        rows.push_back(std::move(row));
    }
    auto all = database_.prepare("SELECT run, method, seeds, mean, sd, best FROM accuracies ORDER BY run, place");
    while (all.step())
        if (const auto at = places.find(all.integer(0)); at != places.end())
            rows[at->second].entry.accuracies.push_back({.method = all.text(1),
                                                         .seeds = all.integer(2),
                                                         .mean = all.number(3),
                                                         .sd = all.number_or_null(4),
                                                         .best = all.number(5)});
    return rows;
}

std::int64_t RunIndex::put(const Row& row) const {
    const RunEntry& e = row.entry;
    std::int64_t id = e.id;
    if (id == 0) { // AUTOINCREMENT: the number of a run that is gone is not given to another
        auto insert = database_.prepare("INSERT INTO runs (folder, name, dataset, methods, seeds, state, started,"
                                        " seconds, tags, note, stamp) VALUES (?, '', '', '', 0, '', 0, 0, '', '', '')");
        insert.bind(1, e.folder).run();
        id = database_.last_id();
    } else { // also a number that this list does not know: that of a run in the trash of a list that was lost
        auto insert = database_.prepare("INSERT OR IGNORE INTO runs (id, folder, name, dataset, methods, seeds, state,"
                                        " started, seconds, tags, note, stamp) VALUES (?, ?, '', '', '', 0, '', 0, 0,"
                                        " '', '', '')");
        insert.bind(1, id).bind(2, e.folder).run();
    }
    auto update =
        database_.prepare("UPDATE runs SET folder = ?, name = ?, dataset = ?, methods = ?, seeds = ?, state ="
                          " ?, started = ?, seconds = ?, tags = ?, note = ?, problem = ?, deleted = ?, stamp ="
                          " ? WHERE id = ?");
    update.bind(1, e.folder).bind(2, e.name).bind(3, e.dataset).bind(4, lines_of(e.methods)).bind(5, e.seeds);
    update.bind(6, std::string(run_state_name(e.state))).bind(7, e.started).bind(8, e.seconds);
    update.bind(9, lines_of(e.tags)).bind(10, e.note).bind(11, e.problem);
    update.bind(12, std::int64_t{e.deleted}).bind(13, row.stamp).bind(14, id).run();
    database_.prepare("DELETE FROM accuracies WHERE run = ?").bind(1, id).run();
    auto insert = database_.prepare("INSERT INTO accuracies (run, place, method, seeds, mean, sd, best)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t place = 0; place < e.accuracies.size(); ++place) {
        const MethodAccuracy& a = e.accuracies[place];
        insert.bind(1, id).bind(2, static_cast<std::int64_t>(place)).bind(3, a.method).bind(4, a.seeds);
        insert.bind(5, a.mean).bind(6, a.sd).bind(7, a.best).run();
    }
    return id;
}

void RunIndex::remove(std::int64_t id) const { database_.prepare("DELETE FROM runs WHERE id = ?").bind(1, id).run(); }

} // namespace whydah
