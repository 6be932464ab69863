#pragma once

#include "core/store/run_folder.h"
#include "core/store/run_store.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <string>
#include <vector>

namespace whydah::test {

/// A completed run of two methods over two seeds, three classes.
inline RunRecord made_run(const std::string& dataset, std::int64_t started = 1'700'000'000) {
    RunRecord record;
    record.state = RunState::completed;
    record.started = started, record.seconds = 12;
    record.options.data.data = "/data/" + dataset;
    record.options.run.seeds = 2;
    record.options.classifier.methods = {"plain", "meta_model_net"};
    record.dataset.name = dataset;
    for (const char* method : {"plain", "meta_model_net"})
        for (std::int64_t seed : {0, 1}) {
            MethodResult result{.method = method, .seed = seed, .classes = {}, .seconds = 1, .validation_accuracy = {}};
            for (std::int64_t c = 0; c < 3; ++c)
                result.classes.push_back({"class " + std::to_string(c), 300 - 140 * c, 10,
                                          9 - 3 * c + (std::string(method) == "plain" ? 0 : c) + seed * (c == 2)});
            record.results.push_back(std::move(result));
        }
    return record;
}

inline void make_run(const std::filesystem::path& folder, const std::string& dataset = "birds",
                     std::int64_t started = 1'700'000'000) {
    write_run(folder, made_run(dataset, started));
}

inline std::vector<RunEntry> runs_of(const std::filesystem::path& workspace) { return list_runs(workspace, {}); }

inline RunEntry run_named(const std::filesystem::path& workspace, const std::string& name) {
    for (const RunEntry& entry : runs_of(workspace))
        if (entry.name == name) return entry;
    return {};
}

} // namespace whydah::test
