#pragma once

#include "records/run_entry.h"

#include <filesystem>
#include <string>

namespace whydah {

/// Fills in what the files of a run folder say of the run: data set, methods, seeds, state as it is written there,
/// times, accuracies; and what the user said of it (notes.json). Reads run.json, options.json, results.csv and
/// notes.json only, so it is quick. What cannot be read leaves RunEntry::problem.
void read_facts(const std::filesystem::path& folder, RunEntry& entry);

/// The same of a run that is in no list.
RunEntry read_entry(const std::filesystem::path& folder);

/// Changes when any of these files is written: what was read need not be read again.
std::string facts_stamp(const std::filesystem::path& folder);

/// Writes FOLDER/notes.json: name, tags and note stay with the run wherever it is copied. @throws Error
void write_notes(const std::filesystem::path& folder, const RunEntry& entry);

} // namespace whydah
