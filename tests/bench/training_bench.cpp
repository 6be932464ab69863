#include "bench/bench.h"
#include "bench/synthetic_features.h"
#include "core/classifier/class_images.h"
#include "core/classifier/classifier_training.h"
#include "core/experiment/memory.h"
#include "core/experiment/threads.h"
#include "core/meta/literal_bank.h"
#include "core/meta/recursive_training.h"

#include <chrono>
#include <cstdio>
#include <torch/utils.h>

namespace whydah::bench {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Head classes and images as in the paper; random weights, which take as long to learn from as fitted ones.
std::vector<LiteralBlock> random_bank(const ClassImages& images, const TrainingBench& o) {
    std::vector<LiteralBlock> bank;
    for (std::int64_t i = 0; i < o.blocks; ++i) {
        LiteralBlock block = draw_literal_block(images, i);
        const auto classes = static_cast<std::int64_t>(block.labels.size());
        if (classes >= 2) {
            block.star = torch::randn({classes, o.dimension});
            const std::int64_t memory = std::int64_t{1} << 40; // single precision
            block.few_shot = std::make_unique<WeightStore>(o.models, classes, o.dimension, memory, torch::kCPU);
            block.few_shot->put(0, block.star.unsqueeze(0) + torch::randn({o.models, classes, o.dimension}));
        }
        bank.push_back(std::move(block));
    }
    return bank;
}

void time_meta_model_net(const torch::Tensor& x, const ClassImages& images, const TrainingBench& o) {
    const std::vector<LiteralBlock> bank = random_bank(images, o);
    const MetaPairs pairs = literal_pairs(bank, x, FitSettings{}.batch);
    torch::manual_seed(1);
    MetaModelNet net(NetShape{.dimension = o.dimension, .blocks = o.blocks, .layers = o.layers,
                              .normalisation = Normalisation::batch, .rank = o.rank});
    reset_peak_memory();
    const auto start = Clock::now();
    Clock::time_point last = start;
    double of_block = 0;
    train_recursively(net, pairs, {.steps = o.steps, .weight_decay = 1e-3}, {}, [&](const MetaStep& step) {
        of_block += milliseconds_since(last), last = Clock::now();
        if (step.step % o.steps != 0) return;
        std::printf("  block %lld, %4zu head classes: %8.2f ms a step\n", static_cast<long long>(step.block),
                    bank[static_cast<std::size_t>(step.block)].labels.size(), of_block / static_cast<double>(o.steps));
        of_block = 0;
    });
    const double all = milliseconds_since(start);
    double sum = 0;
    for (const torch::Tensor& p : net->parameters()) sum += p.detach().to(torch::kDouble).abs().sum().item<double>();
    std::printf("MetaModelNet: %.2f s, %.2f ms a step, sum of |parameters| %.12g, peak memory %.3f GiB\n", all / 1e3,
                all / static_cast<double>(o.steps * o.blocks), sum, static_cast<double>(peak_memory()) / 1073741824.0);
}

void time_fit(const char* name, const torch::Tensor& x, const ClassImages& images, FitSettings fit,
              const TrainingBench& o) {
    fit.steps = o.fit_steps;
    const auto start = Clock::now();
    const torch::Tensor w = fit_classifiers(x, {{images, 1}}, fit, o.threads, {});
    const double all = milliseconds_since(start);
    std::printf("%s: %.2f ms a step, sum of |W| %.12g\n", name, all / static_cast<double>(o.fit_steps),
                w.to(torch::kDouble).abs().sum().item<double>());
}

} // namespace

void run_training_bench(TrainingBench o) {
    o.threads = set_thread_budget(o.threads);
    const auto counts = sun_counts(o.classes);
    const torch::Tensor x = synthetic_features(counts, o.dimension, 1);
    const ClassImages images = class_images(labels_of(counts), o.classes);
    std::printf("%lld classes, %lld images, %lld dimensions, %lld blocks, %lld threads\n",
                static_cast<long long>(o.classes), static_cast<long long>(x.size(0)),
                static_cast<long long>(o.dimension), static_cast<long long>(o.blocks),
                static_cast<long long>(o.threads));
    if (o.steps > 0) time_meta_model_net(x, images, o);
    if (o.fit_steps == 0) return;
    time_fit("classifier, plain", x, images, {}, o);
    FitSettings fit;
    fit.class_weights = torch::rand({o.classes});
    time_fit("classifier, cost-sensitive", x, images, fit, o);
    fit = {}, fit.loss.name = "ldam";
    time_fit("classifier, LDAM (cosine)", x, images, fit, o);
}

} // namespace whydah::bench
