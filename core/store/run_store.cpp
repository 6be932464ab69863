#include "core/store/run_store.h"

#include "core/store/run_facts.h"
#include "core/store/run_index.h"
#include "core/store/run_lock.h"
#include "core/store/safe_file.h"
#include "core/store/workspace_folders.h"
#include "records/error.h"

#include <algorithm>
#include <map>
#include <set>
#include <unistd.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using Row = RunIndex::Row;

/// The list on disk; a damaged one is set aside and made anew from the folders.
template <class Use>
auto with_index(const fs::path& file, Use&& use) {
    try {
        return use(RunIndex(file));
    } catch (const DamagedDatabase&) {
        std::error_code ignored;
        fs::rename(file, file.string() + ".damaged", ignored);
        fs::remove(file.string() + "-journal", ignored); // of the damaged one
    }
    try {
        return use(RunIndex(file));
    } catch (const DamagedDatabase&) {
        throw Error({.what = "the list of runs is damaged", .where = file.string(), .mend = "take the file away"});
    }
}

/// What the disk says of one folder.
struct OnDisk {
    std::string folder, stamp;
};

std::vector<OnDisk> look(const WorkspaceFolders& folders, const std::vector<Row>& rows) {
    std::vector<OnDisk> all;
    std::set<std::string> seen;
    for (std::string& folder : folders.find())
        if (seen.insert(folder).second) all.push_back({folder, facts_stamp(folders.path_of(folder))});
    for (const Row& row : rows) // outside, or deeper than is looked
        if (!seen.contains(row.entry.folder) && holds_run(folders.path_of(row.entry.folder)))
            all.push_back({row.entry.folder, facts_stamp(folders.path_of(row.entry.folder))});
    return all;
}

/// The row that a folder belongs to. A process may have been killed between moving a folder to or from the trash and
/// writing that down: where the folder is decides.
Row* row_of(const std::string& folder, std::map<std::string, Row*>& by_folder, std::vector<Row>& rows,
            const std::set<std::string>& on_disk) {
    if (const auto known = by_folder.find(folder); known != by_folder.end()) return known->second;
    const std::int64_t id = WorkspaceFolders::trash_id(folder);
    for (Row& row : rows) {
        if (on_disk.contains(row.entry.folder)) continue;
        const bool went = id > 0 && row.entry.id == id;
        const bool came_back = id == 0 && WorkspaceFolders::trash_id(row.entry.folder) > 0 &&
                               WorkspaceFolders::place_before_trash(row.entry.folder) == folder;
        if (went || came_back) return &row;
    }
    return nullptr;
}

/// Rows that differ from the disk, as they are to be. @param facts what was read of folders already, by folder and
/// stamp
std::vector<Row> differences(const WorkspaceFolders& folders, std::vector<Row>& rows, const std::vector<OnDisk>& disk,
                             std::map<std::string, Row>& facts, const JobControl& control) {
    std::map<std::string, Row*> by_folder;
    for (Row& row : rows) by_folder[row.entry.folder] = &row;
    std::set<std::string> on_disk;
    for (const OnDisk& there : disk) on_disk.insert(there.folder);
    std::vector<Row> changed;
    for (const OnDisk& there : disk) {
        control.check();
        const Row* known = row_of(there.folder, by_folder, rows, on_disk);
        const bool deleted = WorkspaceFolders::is_outside(there.folder) ? known && known->entry.deleted
                                                                        : WorkspaceFolders::trash_id(there.folder) > 0;
        if (known && known->stamp == there.stamp && known->entry.folder == there.folder &&
            known->entry.deleted == deleted)
            continue;
        Row& read = facts[there.folder];
        if (read.stamp != there.stamp) {
            if (known) read.entry = known->entry;
            read.stamp = there.stamp;
            read_facts(folders.path_of(there.folder), read.entry);
        }
        Row row = read;
        row.entry.id = known ? known->entry.id : WorkspaceFolders::trash_id(there.folder);
        row.entry.folder = there.folder, row.entry.deleted = deleted;
        changed.push_back(std::move(row));
    }
    // Those of the trash first: they have their numbers already.
    std::stable_partition(changed.begin(), changed.end(), [](const Row& row) { return row.entry.id != 0; });
    return changed;
}

std::vector<RunEntry> shown(const WorkspaceFolders& folders, const std::vector<Row>& rows,
                            const std::vector<OnDisk>& disk) {
    std::set<std::string> on_disk;
    for (const OnDisk& there : disk) on_disk.insert(there.folder);
    std::vector<RunEntry> entries;
    for (const Row& row : rows) {
        RunEntry entry = row.entry;
        const fs::path path = folders.path_of(entry.folder);
        entry.outside = WorkspaceFolders::is_outside(entry.folder);
        entry.missing = !on_disk.contains(entry.folder);
        entry.folder = path.string();
        const bool held = !entry.missing && RunLock::is_held(path);
        if (held) entry.state = RunState::running;
        if (!held && entry.state == RunState::running) entry.state = RunState::interrupted;
        entries.push_back(std::move(entry));
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const RunEntry& a, const RunEntry& b) { return a.started > b.started; });
    return entries;
}

std::vector<RunEntry> list(const WorkspaceFolders& folders, const RunIndex& index, const JobControl& control) {
    std::map<std::string, Row> facts;
    std::vector<Row> rows = index.rows();
    std::vector<OnDisk> disk = look(folders, rows);
    if (differences(folders, rows, disk, facts, control).empty()) return shown(folders, rows, disk);
    SqliteTransaction writing = index.begin(); // the slow part is done; now with what others wrote meanwhile
    rows = index.rows();
    disk = look(folders, rows);
    for (const Row& row : differences(folders, rows, disk, facts, control)) index.put(row);
    writing.commit();
    return shown(folders, index.rows(), disk);
}

bool is_writable(const fs::path& workspace) { return ::access(workspace.c_str(), W_OK) == 0; }

void carry_out(const RunChange& change, const WorkspaceFolders& folders, const RunIndex& index) {
    const std::vector<Row> rows = index.rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& known) { return known.entry.id == change.id; });
    if (found == rows.end())
        throw Error({.what = "the run is no longer in the list",
                     .where = folders.index_file().string(),
                     .mend = "another Whydah emptied the trash"});
    Row row = *found;
    RunEntry& entry = row.entry;
    const bool there = holds_run(folders.path_of(entry.folder));
    if (change.deleted && *change.deleted != entry.deleted) {
        if (there && !WorkspaceFolders::is_outside(entry.folder)) {
            const bool named_by_folder = entry.name == fs::path(entry.folder).filename();
            entry.folder = *change.deleted ? folders.discard(entry.folder, entry.id) : folders.recover(entry.folder);
            if (named_by_folder) entry.name = fs::path(entry.folder).filename();
        }
        entry.deleted = *change.deleted;
    }
    if (change.name) entry.name = *change.name;
    if (change.note) entry.note = *change.note;
    if (change.tags) entry.tags = *change.tags;
    if (there && (change.name || change.note || change.tags)) {
        write_notes(folders.path_of(entry.folder), entry);
        row.stamp = facts_stamp(folders.path_of(entry.folder));
    }
    index.put(row);
}

} // namespace

std::vector<RunEntry> list_runs(const fs::path& workspace, const JobControl& control) {
    std::error_code ignored;
    if (!fs::is_directory(workspace, ignored))
        throw Error({.what = "there is no such workspace",
                     .where = workspace.string(),
                     .mend = "give a folder that holds runs, or is to hold them"});
    const WorkspaceFolders folders(workspace);
    const bool has_index = fs::exists(folders.index_file(), ignored);
    if (!is_writable(workspace) || (!has_index && folders.find().empty())) return list(folders, RunIndex({}), control);
    return with_index(folders.index_file(), [&](const RunIndex& index) { return list(folders, index, control); });
}

void change_runs(const fs::path& workspace, const std::vector<RunChange>& changes) {
    const WorkspaceFolders folders(workspace);
    with_index(folders.index_file(), [&](const RunIndex& index) {
        for (const RunChange& change : changes) {
            SqliteTransaction writing = index.begin();
            carry_out(change, folders, index);
            writing.commit();
        }
    });
}

void add_run(const fs::path& workspace, const fs::path& folder) {
    const WorkspaceFolders folders(workspace);
    const std::string name = folders.name_of(folder);
    if (!WorkspaceFolders::is_outside(name)) return;
    make_folder(workspace);
    with_index(folders.index_file(), [&](const RunIndex& index) {
        SqliteTransaction writing = index.begin();
        Row row;
        for (const Row& known : index.rows())
            if (known.entry.folder == name) row = known;
        row.entry.folder = name, row.entry.deleted = false;
        read_facts(name, row.entry);
        row.stamp = facts_stamp(name);
        index.put(row);
        writing.commit();
    });
}

void empty_trash(const fs::path& workspace) {
    const WorkspaceFolders folders(workspace);
    with_index(folders.index_file(), [&](const RunIndex& index) {
        SqliteTransaction writing = index.begin();
        folders.set_trash_aside();
        for (const Row& row : index.rows())
            if (row.entry.deleted || WorkspaceFolders::trash_id(row.entry.folder) > 0) index.remove(row.entry.id);
        writing.commit();
    });
    folders.remove_set_aside();
}

} // namespace whydah
