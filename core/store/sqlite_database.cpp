#include "core/store/sqlite_database.h"

#include "records/error.h"

#include <sqlite3.h>

namespace whydah {

void SqliteDatabase::Statement::Finalize::operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
void SqliteDatabase::Close::operator()(sqlite3* database) const { ::sqlite3_close(database); }

SqliteDatabase::SqliteDatabase(const std::filesystem::path& file) : file_(file) {
    sqlite3* opened = nullptr;
    const int result = ::sqlite3_open_v2(file.empty() ? ":memory:" : file.c_str(), &opened,
                                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    database_.reset(opened);
    check(result);
    ::sqlite3_busy_timeout(opened, 30'000); // a busy disk may take seconds to write a page
    execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL");
    if (!file.empty()) prepare("PRAGMA schema_version").step(); // reads the file: opening alone does not
}

void SqliteDatabase::check(int result) const {
    const int kind = result & 0xff;
    if (kind == SQLITE_OK || kind == SQLITE_ROW || kind == SQLITE_DONE) return;
    if (kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT) throw DamagedDatabase{};
    const std::string said = database_ ? ::sqlite3_errmsg(database_.get()) : ::sqlite3_errstr(result);
    const char* mend = kind == SQLITE_BUSY                                  ? "another program holds it: try again"
                       : kind == SQLITE_FULL                                ? "free some space on that disk"
                       : kind == SQLITE_READONLY || kind == SQLITE_CANTOPEN ? "choose a workspace that you may write to"
                                                                            : "check the disk and its permissions";
    throw Error({.what = "the list of runs cannot be used: " + said, .where = file_.string(), .mend = mend});
}

SqliteDatabase::Statement SqliteDatabase::prepare(const std::string& sql) const {
    sqlite3_stmt* made = nullptr;
    check(::sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()), &made, nullptr));
    Statement statement;
    statement.statement_.reset(made);
    statement.database_ = this;
    return statement;
}

void SqliteDatabase::execute(const std::string& sql) const {
    check(::sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t SqliteDatabase::last_id() const { return ::sqlite3_last_insert_rowid(database_.get()); }

SqliteDatabase::Statement& SqliteDatabase::Statement::bind(int place, std::int64_t value) {
    database_->check(::sqlite3_bind_int64(statement_.get(), place, value));
    return *this;
}
SqliteDatabase::Statement& SqliteDatabase::Statement::bind(int place, double value) {
    database_->check(::sqlite3_bind_double(statement_.get(), place, value));
    return *this;
}
SqliteDatabase::Statement& SqliteDatabase::Statement::bind(int place, const std::string& value) {
    database_->check(
        ::sqlite3_bind_text(statement_.get(), place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
    return *this;
}
SqliteDatabase::Statement& SqliteDatabase::Statement::bind(int place, std::optional<double> value) {
    if (value) return bind(place, *value);
    database_->check(::sqlite3_bind_null(statement_.get(), place));
    return *this;
}

bool SqliteDatabase::Statement::step() {
    const int result = ::sqlite3_step(statement_.get());
    database_->check(result);
    return result == SQLITE_ROW;
}

void SqliteDatabase::Statement::run() {
    while (step()) {
    }
    database_->check(::sqlite3_reset(statement_.get()));
}

std::int64_t SqliteDatabase::Statement::integer(int column) const {
    return ::sqlite3_column_int64(statement_.get(), column);
}
double SqliteDatabase::Statement::number(int column) const { return ::sqlite3_column_double(statement_.get(), column); }
std::optional<double> SqliteDatabase::Statement::number_or_null(int column) const {
    if (::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
    return number(column);
}
std::string SqliteDatabase::Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(::sqlite3_column_text(statement_.get(), column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(::sqlite3_column_bytes(statement_.get(), column)))
                 : std::string();
}

SqliteTransaction::SqliteTransaction(const SqliteDatabase& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (...) { // closing the database does the same
    }
}

void SqliteTransaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

} // namespace whydah
