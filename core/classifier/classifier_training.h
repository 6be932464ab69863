#pragma once

#include "core/baselines/loss.h"
#include "core/baselines/sampling.h"
#include "core/experiment/job_control.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace whydah {

/// What one classifier is trained on: for each of its classes the rows of x that it may use. A class may be empty.
struct TrainingSet {
    std::vector<std::vector<std::int64_t>> rows;
    std::uint64_t seed = 0; ///< of the order in which images are drawn
};

enum class Solver {
    sgd,     ///< with batches, momentum and a schedule
    subspace ///< to the minimum over all images, see subspace_fit; only for cross-entropy from W = 0
};

struct FitSettings {
    Solver solver = Solver::sgd;
    std::int64_t steps = 400;
    std::int64_t batch = 256;
    double learning_rate = 30; ///< right for unit-norm features; x0.1 after 60 % of the steps
    double momentum = 0.9;
    double weight_decay = 1e-5;
    Sampling sampling = Sampling::image; ///< how images are drawn
    LossChoice loss{};                   ///< of the whole batch; class counts are each training set's own
    torch::Tensor class_weights{}; ///< [C] factor of a class's loss; undefined: 1
    torch::Tensor start{};         ///< [C, D] first weights and centre of the proximal pull; undefined: 0, or random
    double start_deviation = 0;    ///< standard deviation of random first weights, drawn with the set's seed
    double proximal_weight = 0;  ///< pull towards start, beside weight_decay
};

/// Learning rate of step t: x0.1 after 60 % of the steps.
double learning_rate_at(const FitSettings& settings, std::int64_t t);

using FitProgress = std::function<void(std::int64_t models_done)>;

/// Trains S softmax classifiers without bias, by SGD several at a time in batched matrix products; groups of them side
/// by side on `threads` threads. The result does not depend on the grouping. Gradient by hand: softmax cross-entropy
/// (Sec. 3.1's base learner).
/// @param x [n, D] float32, features   @return [S, C, D] float32 on x's device   @throws Error if a fit diverged; Stopped
torch::Tensor fit_classifiers(const torch::Tensor& x, const std::vector<TrainingSet>& sets, const FitSettings& settings,
                              std::int64_t threads, const JobControl& control, const FitProgress& progress = {});

/// How many models to fit before they go to the store: enough for all threads, within a quarter of the bank's memory.
std::int64_t models_a_chunk(std::int64_t classes, std::int64_t dimension, std::int64_t memory, std::int64_t threads);

} // namespace whydah
