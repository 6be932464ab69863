#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

/// One line of RFC 4180: fields with commas, quotes or line ends are quoted.
std::string csv_line(const std::vector<std::string>& fields);

/// A CSV file with a header line, read whole. Fields are asked by column name and line.
class CsvTable {
public:
    /// @throws Error if the file cannot be read, a column is missing or a line has another number of fields
    CsvTable(const std::filesystem::path& file, std::initializer_list<std::string_view> columns);

    std::size_t lines() const { return rows_.size(); }
    bool has(std::string_view column) const; ///< columns beyond those asked for
    const std::string& text(std::size_t line, std::string_view column) const;
    std::int64_t integer(std::size_t line, std::string_view column) const; ///< @throws Error naming file and line
    double number(std::size_t line, std::string_view column) const;        ///< empty: NaN. @throws Error

private:
    [[noreturn]] void fail(std::size_t line, const std::string& what) const;
    std::size_t column_index(std::string_view column) const;
    std::filesystem::path file_;
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> line_numbers_;
};

} // namespace whydah
