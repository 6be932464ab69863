#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace whydah {

/// A file that is no SQLite database, or one that is damaged.
struct DamagedDatabase {};

/// An open SQLite database. Waits up to half a minute for other processes. Uses a rollback journal and not WAL: that
/// needs memory which processes share, and a workspace may be on a network.
class SqliteDatabase {
public:
    class Statement {
    public:
        Statement& bind(int place, std::int64_t value); ///< places from 1
        Statement& bind(int place, double value);
        Statement& bind(int place, const std::string& value);
        Statement& bind(int place, std::optional<double> value); ///< NULL for nothing
        bool step();                            ///< @return whether there is a row. @throws Error, DamagedDatabase
        void run();                             ///< to the end, and ready for other values
        std::int64_t integer(int column) const; ///< columns from 0
        double number(int column) const;
        std::optional<double> number_or_null(int column) const;
        std::string text(int column) const;

    private:
        friend class SqliteDatabase;
        struct Finalize {
            void operator()(sqlite3_stmt* statement) const;
        };
        std::unique_ptr<sqlite3_stmt, Finalize> statement_;
        const SqliteDatabase* database_ = nullptr;
    };

    /// @param file empty: in memory   @throws Error, DamagedDatabase
    explicit SqliteDatabase(const std::filesystem::path& file);
    Statement prepare(const std::string& sql) const;
    void execute(const std::string& sql) const;
    std::int64_t last_id() const;
    const std::filesystem::path& file() const { return file_; }

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    void check(int result) const;
    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> database_;
};

/// What is written between this and commit() is written wholly or not at all; no other process writes meanwhile.
class SqliteTransaction {
public:
    explicit SqliteTransaction(const SqliteDatabase& database);
    ~SqliteTransaction(); ///< takes all back that was not committed
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    void commit();

private:
    const SqliteDatabase& database_;
    bool open_ = true;
};

} // namespace whydah
