#pragma once

#include "records/block_progress.h"
#include "records/run_record.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// Made-up records of a plausible long-tailed run, the same ones every time.
namespace whydah::test {

class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    double uniform() { return static_cast<double>(engine_()) / 4294967296.0; }
    double normal() { // sum of uniforms: the same with every standard library
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += uniform();
        return sum;
    }

private:
    std::mt19937 engine_;
};

/// Exponential tail from `largest` to 1, classes not in the order of their sizes.
inline DatasetSummary long_tail_dataset(int classes, std::int64_t largest) {
    static const char* const words[] = {
        "accordion", "airplane", "anchor",  "barrel",   "beaver",     "bonsai",   "brain", "butterfly", "cellphone",
        "crab",      "dolphin",  "ewer",    "flamingo", "gramophone", "hedgehog", "ibis",  "kangaroo",  "lotus",
        "mandolin",  "nautilus", "octopus", "pagoda",   "rooster",    "scissors", "wrench"};
    DatasetSummary out;
    out.name = "made-up";
    out.classes.resize(static_cast<std::size_t>(classes));
    for (int rank = 0; rank < classes; ++rank) {
        const auto label = static_cast<std::size_t>((rank * 37LL) % classes);
        ClassSummary& c = out.classes[label];
        c.name = words[rank % 25];
        if (rank >= 25) c.name.append(1, ' ').append(std::to_string(rank / 25));
        const double share = classes > 1 ? static_cast<double>(rank) / (classes - 1) : 0;
        c.train = std::max<std::int64_t>(
            1, std::llround(static_cast<double>(largest) * std::pow(1.0 / static_cast<double>(largest), share)));
        c.validation = c.train / 10;
        c.test = 40;
    }
    return out;
}

/// Methods that lift the tail by more the better they are.
inline std::vector<MethodResult> long_tail_results(const DatasetSummary& data, int seeds) {
    std::vector<MethodResult> out;
    for (int seed = 0; seed < seeds; ++seed) {
        Chance chance(static_cast<unsigned>(seed) + 1);
        std::vector<double> hardness;
        for (std::size_t c = 0; c < data.classes.size(); ++c) hardness.push_back(0.1 * chance.normal());
        double lift = 0;
        for (std::string_view method : method_names) {
            MethodResult result{
                .method = std::string(method), .seed = seed, .classes = {}, .seconds = 2.5, .validation_accuracy = {}};
            for (std::size_t c = 0; c < data.classes.size(); ++c) {
                const ClassSummary& of = data.classes[c];
                const double rarity = 1 / (1 + std::log2(static_cast<double>(of.train)));
                const double recall = 0.93 - 0.5 * rarity + 0.5 * lift * rarity - 0.1 * lift * (1 - rarity) +
                                      hardness[c] + 0.03 * chance.normal();
                result.classes.push_back(
                    {.name = of.name,
                     .train = of.train,
                     .test = of.test,
                     .correct = std::llround(std::clamp(recall, 0.0, 1.0) * static_cast<double>(of.test))});
            }
            out.push_back(std::move(result));
            lift = method == "meta_model_net" ? -0.1 : lift + 0.13;
        }
    }
    return out;
}

inline Trajectories long_tail_trajectories(const DatasetSummary& data, std::int64_t last_block, std::int64_t seed = 0) {
    Trajectories out{.method = "meta_model_net",
                     .seed = seed,
                     .last_block = last_block,
                     .variance_share = {0.2341, 0.0912, 0.0514},
                     .classes = {}};
    Chance chance(7);
    for (std::size_t label = 0; label < data.classes.size(); ++label) {
        const ClassSummary& of = data.classes[label];
        const auto entry =
            std::min<std::int64_t>(static_cast<std::int64_t>(std::log2(static_cast<double>(of.train))), last_block + 1);
        ClassTrajectory path{.label = static_cast<std::int64_t>(label),
                             .name = of.name,
                             .train = of.train,
                             .entry_block = entry,
                             .points = {}};
        const double angle = 6.2832 * chance.uniform(), bend = 0.5 * chance.normal(), reach = 1 + 0.4 * chance.normal();
        for (std::int64_t stage = entry; stage <= last_block + 1; ++stage) {
            const double way = static_cast<double>(stage) / static_cast<double>(last_block + 1),
                         at = angle + bend * way;
            const double radius = 0.25 + reach * way;
            path.points.push_back({.shot = stage > last_block ? 0 : std::int64_t{1} << stage,
                                   .position = {1.6 * radius * std::cos(at) + 0.02 * chance.normal(),
                                                radius * std::sin(at) + 0.02 * chance.normal(), 0},
                                   .norm = 0.5 + way});
        }
        out.classes.push_back(std::move(path));
    }
    return out;
}

/// A net in training, block `block` of N done: four classes on straight ways, (class, shots' place) in the plane.
inline BlockProgress block_progress(std::int64_t block, std::int64_t last_block, std::int64_t seed = 0) {
    BlockProgress out;
    out.method = "meta_model_net", out.seed = seed, out.block = block, out.last_block = last_block;
    out.threshold = std::int64_t{2} << block, out.head_classes = 4, out.finished = true;
    out.variance_share = {0.5, 0.25};
    for (std::int64_t i = block; i <= last_block; ++i)
        out.changes.push_back({.block = i,
                               .rows = 9,
                               .mean_ratio = 0.1 * static_cast<double>(i + 1),
                               .largest_ratio = 1,
                               .mean_cosine = 0.9});
    for (std::int64_t label = 0; label < 4; ++label) {
        GrowingPath path;
        path.label = label, path.first_shots = std::int64_t{1} << block;
        for (std::int64_t i = 0; i <= last_block + 1; ++i) {
            path.shots.push_back(i > last_block ? 0 : std::int64_t{1} << i);
            path.measured.push_back({static_cast<double>(label), static_cast<double>(i)});
            if (i >= block) path.predicted.push_back({static_cast<double>(label) + 0.1, static_cast<double>(i)});
        }
        out.paths.push_back(std::move(path));
    }
    return out;
}

/// Blocks from the last to the first, `steps` iterations each.
inline std::vector<LossPoint> block_losses(std::int64_t last_block, std::int64_t steps, std::int64_t seed = 0) {
    std::vector<LossPoint> out;
    Chance chance(11);
    std::int64_t step = 0;
    for (std::int64_t block = last_block; block >= 0; --block)
        for (std::int64_t i = 0; i < steps; ++i, ++step) {
            const double start = 0.7 - 0.03 * static_cast<double>(block),
                         fall = std::exp(-static_cast<double>(i) / 25.0);
            out.push_back({.method = "meta_model_net",
                           .seed = seed,
                           .block = block,
                           .step = step,
                           .regression = i % 17 == 3 ? std::nan("") : start + 0.25 * fall + 0.03 * chance.normal(),
                           .task = 1.1 + start * fall + 0.12 * chance.normal()});
        }
    return out;
}

inline RunRecord long_tail_run(int classes, std::int64_t largest, int seeds) {
    RunRecord run;
    run.dataset = long_tail_dataset(classes, largest);
    run.results = long_tail_results(run.dataset, seeds);
    run.trajectories = {long_tail_trajectories(run.dataset, 4)};
    run.losses = block_losses(4, 100);
    return run;
}

} // namespace whydah::test
