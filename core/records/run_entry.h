#pragma once

#include "records/run_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Mean recall over all classes of one method in a run, over its seeds. Values 0..1.
struct MethodAccuracy {
    std::string method;
    std::int64_t seeds = 0;
    double mean = 0;
    std::optional<double> sd; ///< sample standard deviation; nothing for one seed
    double best = 0;          ///< of the seeds
    bool operator==(const MethodAccuracy&) const = default;
};

/// A run as a list of many shows it.
struct RunEntry {
    std::int64_t id = 0; ///< within its workspace, never used twice
    std::string folder;  ///< absolute path, where it is now: also in the trash
    std::string name;    ///< the user's, else the folder's
    std::string dataset;
    std::vector<std::string> methods; ///< those that were asked for
    std::int64_t seeds = 0;           ///< that were asked for
    RunState state = RunState::completed;
    std::int64_t started = 0; ///< seconds since 1970
    double seconds = 0;
    std::vector<MethodAccuracy> accuracies; ///< of each method with a result, in their order
    std::vector<std::string> tags;
    std::string note;
    std::string problem;  ///< why its files cannot be read; empty: they can
    bool deleted = false; ///< in the trash
    bool missing = false; ///< its folder is not where it was; all else is what was known of it
    bool outside = false; ///< not in the workspace's folder, only listed there
    const MethodAccuracy* accuracy(const std::string& method) const; ///< null: no result of it
    bool operator==(const RunEntry&) const = default;
};

/// The method with the greatest mean over its seeds; of equal ones the first. Null without a result.
const MethodAccuracy* best_accuracy(const RunEntry& entry);

/// "completed", "running" ..., but "missing" or "unreadable" where that is what there is to say.
std::string state_text(const RunEntry& entry);

/// What the user wants to be otherwise about one run; what is not named stays.
struct RunChange {
    std::int64_t id = 0;
    std::optional<std::string> name = {}, note = {};
    std::optional<std::vector<std::string>> tags = {};
    std::optional<bool> deleted = {}; ///< into the trash, or back from there
    bool operator==(const RunChange&) const = default;
};

/// The change that takes `change` back again. @param before the run as it is now
RunChange inverse(const RunChange& change, const RunEntry& before);

/// "baseline, thesis" -> tags without double ones and without spaces around them, and back.
std::vector<std::string> tags_from(const std::string& text);
std::string tags_text(const std::vector<std::string>& tags);

} // namespace whydah
