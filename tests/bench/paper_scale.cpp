#include "bench/bench.h"
#include "bench/synthetic_features.h"
#include "core/data/feature_table.h"
#include "core/experiment/memory.h"
#include "core/experiment/methods.h"
#include "core/experiment/threads.h"

#include <chrono>
#include <cstdio>
#include <numeric>
#include <torch/utils.h>

namespace whydah::bench {
namespace {

/// Prints a line for each stage as it ends.
class StagePrinter {
public:
    void operator()(const Event& event) {
        if (std::holds_alternative<StageStarted>(event)) {
            reset_peak_memory();
        } else if (const auto* finished = std::get_if<StageFinished>(&event)) {
            std::printf("%-32s %8.1f s   peak %.2f GiB   %s\n", finished->stage.c_str(), finished->seconds,
                        static_cast<double>(peak_memory()) / 1073741824.0, finished->note.c_str());
            most_ = std::max(most_, peak_memory());
        } else if (const auto* result = std::get_if<MethodResult>(&event)) {
            double recall = 0;
            for (const auto& c : result->classes) recall += c.recall().value_or(0);
            std::printf("  %-30s mean recall %.1f %%\n", result->method.c_str(),
                        100 * recall / static_cast<double>(result->classes.size()));
        } else if (const auto* line = std::get_if<LogLine>(&event)) {
            std::printf("  %s\n", line->text.c_str());
        }
        std::fflush(stdout);
    }
    std::int64_t most() const { return std::max(most_, peak_memory()); }

private:
    std::int64_t most_ = 0;
};

FeaturePart part(const std::vector<std::int64_t>& counts, std::int64_t dimension, std::uint64_t seed) {
    return {synthetic_features(counts, dimension, seed), labels_of(counts)};
}

} // namespace

void run_paper_scale(const PaperScale& o) {
    const std::int64_t threads = set_thread_budget(o.threads);
    const auto counts = sun_counts(o.classes);
    const std::vector<std::int64_t> test(counts.size(), 40), validation(counts.size(), 5);
    std::printf("%zu classes, %lld training images (%lld to %lld, median %lld), %lld dimensions, S = %s, %lld blocks, "
                "%lld threads\n",
                counts.size(), static_cast<long long>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})),
                static_cast<long long>(counts.front()), static_cast<long long>(counts.back()),
                static_cast<long long>(counts[counts.size() / 2]), static_cast<long long>(o.dimension),
                o.literal_models.c_str(), static_cast<long long>(o.blocks), static_cast<long long>(threads));
    FeatureTable table;
    table.train = part(counts, o.dimension, 1), table.validation = part(validation, o.dimension, 2);
    table.test = part(test, o.dimension, 3);
    table.classes = o.classes, table.dimension = o.dimension;
    table.train_counts = torch::tensor(counts, torch::kLong);
    table.test_samples.resize(static_cast<std::size_t>(table.test.size()));
    std::iota(table.test_samples.begin(), table.test_samples.end(), std::int64_t{0});
    ExperimentOptions options;
    options.classifier.methods = {"plain", "over_sampling", "under_sampling", "cost_sensitive", "meta_model_net_literal"};
    options.meta.blocks = o.blocks, options.meta.literal_models = o.literal_models;
    options.meta.bank_memory = o.bank_memory;
    std::vector<std::string> names;
    for (std::int64_t c = 0; c < o.classes; ++c) names.push_back("class " + std::to_string(c));
    StagePrinter printer;
    const auto start = std::chrono::steady_clock::now();
    run_methods(table, names, options, 0, threads, "", {}, [&](const Event& event) { printer(event); });
    std::printf("in all %.1f s, most memory %.2f GiB\n",
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
                static_cast<double>(printer.most()) / 1073741824.0);
}

} // namespace whydah::bench
