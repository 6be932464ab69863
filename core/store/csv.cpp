#include "core/store/csv.h"

#include "records/error.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <fstream>
#include <limits>
#include <sstream>

namespace whydah {
namespace {

std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream && stream.peek() == std::ifstream::traits_type::eof()) return {};
    if (!stream || !(text << stream.rdbuf()))
        throw Error(
            {.what = "cannot read the file", .where = file.string(), .mend = "is this the folder of a Whydah run?"});
    return text.str();
}

/// Reads one record from `at`; quoted fields may hold commas and line ends. Counts the lines it passes.
std::vector<std::string> next_record(std::string_view text, std::size_t& at, std::size_t& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"')
                fields.back() += c;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                fields.back() += text[++at];
            else
                quoted = false;
        } else if (c == '"')
            quoted = true;
        else if (c == ',')
            fields.emplace_back();
        else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r')
            fields.back() += c;
    }
    return fields;
}

} // namespace

std::string csv_line(const std::vector<std::string>& fields) {
    std::string line;
    for (const std::string& field : fields) {
        if (&field != &fields.front()) line += ',';
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            line += field;
            continue;
        }
        line += '"';
        for (char c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + '\n';
}

CsvTable::CsvTable(const std::filesystem::path& file, std::initializer_list<std::string_view> columns) : file_(file) {
    const std::string text = read_text(file);
    std::size_t at = 0, line = 1;
    header_ = next_record(text, at, line);
    for (std::string_view column : columns)
        if (std::find(header_.begin(), header_.end(), column) == header_.end())
            throw Error({.what = "has no column '" + std::string(column) + "'",
                         .where = file.string() + ":1",
                         .mend = "the file was changed or is not Whydah's: run the experiment again"});
    while (at < text.size()) {
        const std::size_t first_line = line;
        auto fields = next_record(text, at, line);
        if (fields.size() == 1 && fields[0].empty()) continue;
        line_numbers_.push_back(first_line);
        rows_.push_back(std::move(fields));
        if (rows_.back().size() != header_.size())
            fail(rows_.size() - 1, "has another number of fields than the header");
    }
}

void CsvTable::fail(std::size_t line, const std::string& what) const {
    throw Error({.what = what,
                 .where = file_.string() + ":" + std::to_string(line_numbers_[line]),
                 .mend = "the file was changed or cut off: run the experiment again"});
}

bool CsvTable::has(std::string_view column) const {
    return std::find(header_.begin(), header_.end(), column) != header_.end();
}

std::size_t CsvTable::column_index(std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    assert(found != header_.end());
    return static_cast<std::size_t>(found - header_.begin());
}

const std::string& CsvTable::text(std::size_t line, std::string_view column) const {
    return rows_[line][column_index(column)];
}

std::int64_t CsvTable::integer(std::size_t line, std::string_view column) const {
    const std::string& field = text(line, column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc{} || end != field.data() + field.size())
        fail(line, "'" + field + "' in column " + std::string(column) + " is not a whole number");
    return value;
}

double CsvTable::number(std::size_t line, std::string_view column) const {
    const std::string& field = text(line, column);
    if (field.empty()) return std::numeric_limits<double>::quiet_NaN();
    double value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc{} || end != field.data() + field.size())
        fail(line, "'" + field + "' in column " + std::string(column) + " is not a number");
    return value;
}

} // namespace whydah
