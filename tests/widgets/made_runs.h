#pragma once

#include "records/run_entry.h"

#include <string>
#include <vector>

namespace whydah::test {

inline RunEntry made_entry(std::int64_t id, const std::string& name, const std::string& dataset, double ours = 0.5) {
    RunEntry run;
    run.id = id, run.name = name, run.dataset = dataset;
    run.folder = "/workspace/runs/" + name;
    run.methods = {"plain", "meta_model_net"}, run.seeds = 3;
    run.started = 1'700'000'000 + id, run.seconds = 60 + static_cast<double>(id);
    run.accuracies = {{.method = "plain", .seeds = 3, .mean = ours - 0.1, .sd = 0.012, .best = ours},
                      {.method = "meta_model_net", .seeds = 1, .mean = ours, .sd = {}, .best = ours}};
    return run;
}

/// Three runs: "first" (birds, 40.0 and 50.0 %), "second" (fish, tag thesis, a note, failed), "third" (birds, no
/// result, interrupted).
inline std::vector<RunEntry> made_runs() {
    std::vector<RunEntry> runs{made_entry(3, "third", "birds"), made_entry(2, "second", "fish", 0.6),
                               made_entry(1, "first", "birds")};
    runs[0].state = RunState::interrupted, runs[0].accuracies.clear();
    runs[1].state = RunState::failed, runs[1].tags = {"thesis"}, runs[1].note = "Forgot the seeds";
    return runs;
}

} // namespace whydah::test
