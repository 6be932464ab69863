#include "bench/bench.h"
#include "bench/synthetic_features.h"
#include "core/classifier/class_images.h"
#include "core/classifier/classifier_training.h"
#include "core/classifier/gram_fit.h"
#include "core/classifier/subspace_fit.h"
#include "core/experiment/memory.h"
#include "core/experiment/threads.h"
#include "records/error.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <torch/utils.h>

namespace whydah::bench {
namespace {

/// What every fit minimises: mean cross-entropy over the model's images + weight_decay / 2 |W|^2.
double objective(const torch::Tensor& x, const TrainingSet& set, const torch::Tensor& w, double weight_decay) {
    std::vector<std::int64_t> rows, labels;
    for (std::size_t c = 0; c < set.rows.size(); ++c)
        for (std::int64_t row : set.rows[c]) rows.push_back(row), labels.push_back(static_cast<std::int64_t>(c));
    const torch::Tensor scores = x.index_select(0, torch::tensor(rows, torch::kLong)).mm(w.t()).to(torch::kDouble);
    const torch::Tensor log_p = torch::log_softmax(scores, 1);
    const torch::Tensor own = log_p.gather(1, torch::tensor(labels, torch::kLong).unsqueeze(1));
    return -own.mean().item<double>() + 0.5 * weight_decay * w.to(torch::kDouble).square().sum().item<double>();
}

std::vector<TrainingSet> draw_sets(const ClassImages& images, std::int64_t shots, std::int64_t models) {
    std::vector<TrainingSet> sets;
    const std::vector<std::int64_t> kept(images.size(), shots);
    for (std::int64_t s = 0; s < models; ++s)
        sets.push_back({first_images(shuffled(images, static_cast<std::uint64_t>(1000 * shots + s)), kept),
                        static_cast<std::uint64_t>(s)});
    return sets;
}

/// Of the matrix products alone: what is beside them is not counted as work. @param gram in the space of the images
double operations_a_model(const BankBench& o, std::int64_t shots, bool gram, double iterations) {
    const double n = static_cast<double>(shots * o.classes), d = static_cast<double>(o.dimension);
    const double classes = static_cast<double>(o.classes), batch = static_cast<double>(FitSettings{}.batch);
    if (!o.sgd) // half of the Gram matrix is a copy; the first gradient has sums, each direction but the first a product
        return (gram ? n * n * d + 2 * (iterations - 1) * n * n * classes
                     : 4 * (iterations - 1) * n * classes * d + 2 * n * classes * d) +
               2 * n * classes * d;
    return gram ? 2 * n * n * d + 2 * iterations * std::min(n, batch) * n * classes + 2 * n * classes * d
                : 4 * iterations * batch * classes * d;
}

void write_floats(const std::filesystem::path& path, const torch::Tensor& x) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(x.data_ptr<float>()), static_cast<std::streamsize>(x.numel() * 4));
    if (!file) throw Error({.what = "cannot write", .where = path.string(), .mend = "give another --out"});
}

} // namespace

void run_bank_bench(const BankBench& o) {
    const torch::NoGradGuard no_gradients;
    const std::int64_t threads = set_thread_budget(o.threads);
    const std::int64_t most = *std::max_element(o.shots.begin(), o.shots.end());
    const std::vector<std::int64_t> counts(static_cast<std::size_t>(o.classes), 2 * most);
    const torch::Tensor x = synthetic_features(counts, o.dimension, 1);
    const ClassImages images = class_images(labels_of(counts), o.classes);
    const FitSettings fit{
        .solver = o.sgd ? Solver::sgd : Solver::subspace,
        .steps = o.steps, .learning_rate = o.learning_rate, .weight_decay = o.weight_decay};
    nlohmann::json report{{"classes", o.classes},         {"dimension", o.dimension}, {"threads", threads},
                          {"steps", o.steps},             {"batch", fit.batch},       {"weight_decay", o.weight_decay},
                          {"images", x.size(0)},          {"shots", nlohmann::json::array()}};
    for (const std::int64_t shots : o.shots) {
        const auto sets = draw_sets(images, shots, o.models);
        const double rate = gemm_rate(o.dimension, o.classes, threads);
        const auto start = std::chrono::steady_clock::now();
        const torch::Tensor w = fit_classifiers(x, sets, fit, threads, {});
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const bool gram = o.sgd ? gram_space_is_cheaper(x, sets, 0, std::min<std::int64_t>(4, o.models), fit)
                                : shots * o.classes <= 2 * o.dimension;
        torch::Tensor one = torch::empty({o.classes, o.dimension});
        const double iterations = static_cast<double>(o.sgd ? o.steps : SubspaceFit().fit(x, sets[0], fit, {}, one));
        const double operations = static_cast<double>(o.models) * operations_a_model(o, shots, gram, iterations);
        std::vector<double> objectives;
        nlohmann::json rows_of_models = nlohmann::json::array();
        for (std::int64_t s = 0; s < o.models; ++s) {
            objectives.push_back(objective(x, sets[static_cast<std::size_t>(s)], w[s], o.weight_decay));
            rows_of_models.push_back(sets[static_cast<std::size_t>(s)].rows);
        }
        const double loss = std::accumulate(objectives.begin(), objectives.end(), 0.0) / static_cast<double>(o.models);
        std::printf("k=%-4lld %s space, %.0f steps: %.4f s a model, mean objective %.6f, %.1f GFLOP/s = %.0f %% of the GEMM rate "
                    "(%.1f GFLOP/s on %lld threads), peak memory %.2f GiB\n",
                    static_cast<long long>(shots), gram ? "Gram  " : "weight", iterations, seconds / static_cast<double>(o.models),
                    loss, operations / seconds / 1e9, 100 * operations / seconds / rate, rate / 1e9,
                    static_cast<long long>(threads), static_cast<double>(peak_memory()) / 1073741824.0);
        std::fflush(stdout);
        report["shots"].push_back({{"k", shots},
                                   {"seconds_a_model", seconds / static_cast<double>(o.models)},
                                   {"objectives", objectives},
                                   {"rows", std::move(rows_of_models)}});
    }
    if (o.out.empty()) return;
    std::filesystem::create_directories(o.out);
    write_floats(std::filesystem::path(o.out) / "features.f32", x);
    std::ofstream(std::filesystem::path(o.out) / "bank.json") << report;
}

} // namespace whydah::bench
