#pragma once

#include "records/accuracy_report.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

inline std::string printed(const char* format, auto... values) {
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

/// In characters, not bytes: "±" has two of these.
inline std::size_t width_of(const std::string& text) {
    std::size_t characters = 0;
    for (unsigned char c : text) characters += (c & 0xc0) != 0x80;
    return characters;
}

/// Lines of cells; the first column stands left, the others right.
class TextTable {
public:
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    std::string text() const {
        std::vector<std::size_t> widths;
        for (const auto& row : rows_)
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (i == widths.size()) widths.push_back(0);
                widths[i] = std::max(widths[i], width_of(row[i]));
            }
        std::string out;
        for (const auto& row : rows_) {
            std::string line;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const std::string space(widths[i] - width_of(row[i]), ' ');
                line += i == 0 ? row[i] + space : "   " + space + row[i];
            }
            out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> rows_;
};

/// "79.1 ± 1.2" percent; without ± for one seed, "-" for none.
inline std::string cell(const std::optional<MeanSd>& value) {
    if (!value) return "-";
    const std::string mean = printed("%.1f", 100 * value->mean);
    return value->sd ? mean + printed(" ± %.1f", 100 * *value->sd) : mean;
}

} // namespace whydah
