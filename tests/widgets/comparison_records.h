#pragma once

#include "widgets/long_tail_records.h"

#include "records/run_comparison.h"

#include <cstdint>
#include <map>
#include <utility>

/// Made-up comparisons of plausible runs, the same ones every time.
namespace whydah::test {

/// What each method takes for what: what is wrong goes mostly to a class of the same dozen, and a little anywhere.
inline std::vector<ConfusionCount> made_confusion(const std::vector<MethodResult>& results) {
    Chance chance(11);
    std::map<std::string, std::map<std::pair<int, int>, std::int64_t>> cells;
    for (const MethodResult& result : results) {
        const int classes = static_cast<int>(result.classes.size());
        for (int truth = 0; truth < classes; ++truth) {
            const ClassAccuracy& of = result.classes[static_cast<std::size_t>(truth)];
            auto& row = cells[result.method];
            if (of.correct > 0) row[{truth, truth}] += of.correct;
            for (std::int64_t wrong = of.correct; wrong < of.test; ++wrong) {
                int other = chance.uniform() < 0.8 ? truth % 12 + 12 * static_cast<int>(chance.uniform() * 3)
                                                   : static_cast<int>(chance.uniform() * classes);
                other = std::min(other, classes - 1);
                ++row[{truth, other == truth ? (truth + 1) % classes : other}];
            }
        }
    }
    std::vector<ConfusionCount> counts;
    for (const auto& [method, row] : cells)
        for (const auto& [cell, images] : row) counts.push_back({method, cell.first, cell.second, images});
    return counts;
}

inline ComparedRun made_run(const std::string& folder, int classes, int seeds) {
    RunRecord record = long_tail_run(classes, 300, seeds);
    record.confusion = made_confusion(record.results);
    record.protocol.add("Data", "hash", "sha256:" + std::to_string(classes));
    record.state = RunState::completed;
    return compared_run(record, folder);
}

inline Comparison made_test(const std::string& name, double p, double p_holm, std::optional<std::int64_t> seed = {}) {
    Comparison test;
    test.test = name, test.how = "exact", test.p = p, test.p_holm = p_holm, test.seed = seed, test.n = 12;
    test.difference = 0.032;
    if (name == "wilcoxon_classes") test.interval = Interval{0.018, 0.046};
    return test;
}

/// Runs A and B of the same data: MetaModelNet of B is significantly better over all classes, by all tests in `all`.
inline RunComparison made_comparison(int classes = 25, int seeds = 3, int runs = 2) {
    RunComparison all;
    for (int run = 0; run < runs; ++run) {
        all.runs.push_back(made_run("/runs/made-up " + std::to_string(run + 1), classes, seeds));
        all.runs.back().options.meta.strength = 0.5 + 0.25 * run;
    }
    std::vector<ExperimentOptions> options;
    for (const ComparedRun& run : all.runs) options.push_back(run.options);
    all.options = option_differences(options);
    for (std::size_t run = 1; run < all.runs.size(); ++run)
        for (const MethodResult& result : all.runs[run].results) {
            if (result.seed != 0) continue;
            RowComparison row;
            row.row.run = run, row.row.method = row.reference.method = result.method, row.seeds = {0};
            const bool ours = result.method == "meta_model_net";
            row.tests[0] = {made_test("wilcoxon_classes", 0.001, ours ? 0.01 : 0.2)};
            for (std::int64_t seed = 0; seed < seeds; ++seed)
                row.tests[0].push_back(made_test("mcnemar", 0.001, ours ? 0.02 : 0.5, seed));
            if (seeds >= 3)
                row.tests[0].push_back(made_test("t_seeds", 0.001, ours ? 0.03 : 0.5)), row.seeds = {0, 1, 2};
            row.tests[3] = {made_test("wilcoxon_classes", 0.03, 0.06)};
            all.rows.push_back(std::move(row));
        }
    return all;
}

} // namespace whydah::test
