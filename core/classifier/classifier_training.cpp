#include "core/classifier/classifier_training.h"

#include "core/classifier/gram_fit.h"
#include "core/classifier/image_draws.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <cassert>
#include <torch/types.h>

namespace whydah {
namespace {

constexpr std::int64_t models_at_once = 4; // measured: one to eight are alike, four is best by a little

/// Models side by side in one product; large ones fill the caches alone.
std::int64_t group_size(std::int64_t classes, std::int64_t dimension) {
    return std::clamp((std::int64_t{1} << 22) / (classes * dimension), std::int64_t{1}, models_at_once);
}

void require_finite(const torch::Tensor& weights, const FitSettings& settings) {
    if (torch::isfinite(weights).all().item<bool>()) return;
    throw Error({.what = "the training diverged: weights are not finite numbers any more",
                 .where = "classifier with learning rate " + option_text(settings.learning_rate) +
                          " and weight decay " + option_text(settings.weight_decay),
                 .mend =
                     "make --learning-rate or --cost-sensitive-learning-rate smaller; the defaults are for features "
                     "of unit norm (--unit-norm)"});
}

/// Fits models first .. first + count - 1. @return [count, C, D]
torch::Tensor fit_group(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                        std::int64_t count, const FitSettings& s, const JobControl& control) {
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    ImageDraws draws(sets, first, count, s, x.device());
    torch::Tensor w = s.start.defined() ? s.start.unsqueeze(0).repeat({count, 1, 1})
                                        : torch::zeros({count, classes, x.size(1)}, x.options());
    torch::Tensor velocity = torch::zeros_like(w);
    const torch::Tensor minus_one = torch::full({count, s.batch, 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        const StepDraws drawn = draws.step(t);
        const torch::Tensor batch = x.index_select(0, drawn.rows).view({count, s.batch, -1});
        const torch::Tensor labels = drawn.labels.view({count, s.batch, 1});
        torch::Tensor error = torch::softmax(torch::bmm(batch, w.transpose(1, 2)), 2); // [G, B, C]
        error.scatter_add_(2, labels, minus_one);
        if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, drawn.labels).view_as(labels));
        // v = momentum v + gradient: the product is added in the same pass over v
        velocity.baddbmm_(error.transpose(1, 2), batch, s.momentum, 1.0 / static_cast<double>(s.batch));
        velocity.add_(w, s.weight_decay);
        if (s.proximal_weight > 0) velocity.add_(w - s.start, s.proximal_weight);
        w.sub_(velocity, learning_rate_at(s, t));
    }
    return w;
}

} // namespace

std::int64_t models_a_chunk(std::int64_t classes, std::int64_t dimension, std::int64_t memory, std::int64_t threads) {
    const auto model_bytes = classes * dimension * static_cast<std::int64_t>(sizeof(float));
    const std::int64_t wanted = std::max<std::int64_t>(16, models_at_once * threads);
    return std::clamp<std::int64_t>(memory / 4 / model_bytes, 1, wanted);
}

torch::Tensor fit_classifiers(const torch::Tensor& x, const std::vector<TrainingSet>& sets, const FitSettings& settings,
                              std::int64_t threads, const JobControl& control, const FitProgress& progress) {
    assert(!sets.empty());
    const auto models = static_cast<std::int64_t>(sets.size());
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    torch::Tensor all = torch::empty({models, classes, x.size(1)}, x.options());
    const std::int64_t together = group_size(classes, x.size(1)), groups = (models + together - 1) / together;
    const bool side_by_side = x.is_cpu() && threads > 1 && groups > 1;
    std::atomic<std::int64_t> done = 0;
    const auto fit_range = [&](std::int64_t begin, std::int64_t end) {
        const torch::NoGradGuard no_gradients;
        for (std::int64_t group = begin; group < end; ++group) {
            const std::int64_t first = group * together, count = std::min(together, models - first);
            const bool gram = gram_space_is_cheaper(x, sets, first, count, settings);
            const torch::Tensor fitted = gram ? fit_in_gram_space(x, sets, first, count, settings, control)
                                              : fit_group(x, sets, first, count, settings, control);
            require_finite(fitted, settings);
            all.narrow(0, first, count).copy_(fitted);
            done += count;
            if (progress && at::get_thread_num() == 0) progress(done);
        }
    };
    if (side_by_side)
        at::parallel_for(0, groups, 1, fit_range);
    else
        fit_range(0, groups);
    return all;
}

} // namespace whydah
