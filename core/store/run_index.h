#pragma once

#include "core/store/sqlite_database.h"
#include "records/run_entry.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// The table of a workspace's runs in runs.sqlite: what their folders said when they were read last. It is a memory of
/// the folders, and may be lost without loss; run_store keeps it true to them.
class RunIndex {
public:
    /// The entry with its folder as WorkspaceFolders names it; `missing`, `outside` and whether a running run lives are
    /// no part of it. And facts_stamp() when it was read.
    struct Row {
        RunEntry entry;
        std::string stamp;
    };

    /// Makes the file if there is none, brings one of an older version up to date.
    /// @param file empty: in memory   @throws Error (written by a newer Whydah, disk), DamagedDatabase
    explicit RunIndex(const std::filesystem::path& file);

    std::vector<Row> rows() const;
    /// Writes a row; one with id 0 gets a number of its own. @return its number
    std::int64_t put(const Row& row) const;
    void remove(std::int64_t id) const;
    SqliteTransaction begin() const { return SqliteTransaction(database_); }

    static constexpr int version = 2;

private:
    void bring_up_to_date() const;
    SqliteDatabase database_;
};

} // namespace whydah
