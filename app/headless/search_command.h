#pragma once

#include "records/search_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace whydah {

/// What the command line says about a search, as it is written there.
struct SearchFlags {
    std::string file;
    std::vector<std::string> grid;
    std::optional<std::int64_t> random, seed;
    std::string method;
};

/// Adds --search, --grid, --random, --search-seed and --choose.
void add_search_flags(CLI::App& app, SearchFlags& flags);

/// The file's plan with the flags over it; without axes if no search was asked for. @throws Error
SearchPlan plan_of(const SearchFlags& flags);

/// All settings with their validation recall, the best first; failed ones last, with the reason.
std::string search_text(const SearchRecord& search);

} // namespace whydah
