#pragma once

#include "records/search_record.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// A plan as a JSON file: {"method": "meta_model_net", "random": 20, "seed": 0, "options": {"lambda": [0.1, 1, 10],
/// "entry_rule": ["floor", "nearest"], "meta_weight_decay": {"low": 0.001, "high": 1, "scale": "log", "points": 4}}};
/// all but "options" may be left out. @throws Error naming file and key
SearchPlan plan_from_json(const std::string& text, const std::string& source);
SearchPlan read_plan(const std::filesystem::path& file);

/// FOLDER/search.json (what a continued search reads) and FOLDER/search.csv (a line a setting). @throws Error
void write_search(const std::filesystem::path& folder, const SearchRecord& search);
/// Trials that FOLDER/search.json holds; none if there is no such file. @throws Error if it is there and is none
std::vector<Trial> read_trials(const std::filesystem::path& folder);

/// The lines of search.csv: trial, options, validation, validation_sd, seeds, one column for every other method,
/// seconds, chosen, error. Shares 0..1.
std::string search_csv(const SearchRecord& search);

} // namespace whydah
