#include "core/classifier/classifier_training.h"

#include "core/data/seed.h"

#include <ATen/Parallel.h>
#include <atomic>
#include <cassert>
#include <cmath>
#include <torch/types.h>
#include <tuple>
#include <utility>

namespace whydah {
namespace {

constexpr std::int64_t models_at_once = 4; // measured: one to eight are alike, four is best by a little
constexpr double first_part = 0.6;         // of the steps, before the learning rate drops

/// Images of all steps of a group of models: rows and labels [steps, G * batch].
struct Draws {
    torch::Tensor rows, labels;
};

Draws draw_all(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
               const FitSettings& settings, torch::Device device) {
    Draws draws{torch::empty({settings.steps, count * settings.batch}, torch::kLong), {}};
    draws.labels = torch::empty_like(draws.rows);
    for (std::int64_t g = 0; g < count; ++g) {
        const TrainingSet& set = sets[static_cast<std::size_t>(first + g)];
        ImageSampler sampler(set.rows, settings.sampling, set.seed);
        for (std::int64_t t = 0; t < settings.steps; ++t) {
            const std::int64_t at = t * count * settings.batch + g * settings.batch;
            auto* rows = draws.rows.data_ptr<std::int64_t>() + at;
            auto* labels = draws.labels.data_ptr<std::int64_t>() + at;
            const double progress = static_cast<double>(t) / static_cast<double>(settings.steps);
            for (std::int64_t b = 0; b < settings.batch; ++b) std::tie(rows[b], labels[b]) = sampler.draw(progress);
        }
    }
    return {draws.rows.to(device), draws.labels.to(device)};
}

/// The loss of a group of models, [G, C] counts from their training sets; nothing for the cross-entropy.
Loss group_loss(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count, const LossChoice& choice,
                torch::Device device) {
    if (choice.name.empty()) return {};
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    torch::Tensor counts = torch::empty({count, classes});
    for (std::int64_t g = 0; g < count; ++g)
        for (std::int64_t c = 0; c < classes; ++c)
            counts.data_ptr<float>()[g * classes + c] = static_cast<float>(
                sets[static_cast<std::size_t>(first + g)].rows[static_cast<std::size_t>(c)].size());
    return make_loss(choice, counts.to(device));
}

/// First weights [G, C, D].
torch::Tensor starting_weights(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                            std::int64_t count, const FitSettings& s, const Loss& loss) {
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    if (s.start.defined()) return s.start.unsqueeze(0).repeat({count, 1, 1});
    torch::Tensor w = torch::zeros({count, classes, x.size(1)}, torch::kFloat);
    const double deviation =
        loss.cosine ? loss.scale / std::sqrt(static_cast<double>(x.size(1))) : s.start_deviation; // rows of length s
    for (std::int64_t g = 0; g < count && deviation > 0; ++g) {
        const std::uint64_t seed = sets[static_cast<std::size_t>(first + g)].seed;
        Random random(seed_from(static_cast<std::int64_t>(seed), "first weights"));
        auto* row = w.data_ptr<float>() + g * classes * x.size(1);
        for (std::int64_t i = 0; i < classes * x.size(1); ++i) row[i] = static_cast<float>(deviation * random.normal());
    }
    return w.to(x.device());
}

/// Length 1 along the last axis.
torch::Tensor directions(const torch::Tensor& v) { return v / v.norm(2, -1, true).clamp_min(1e-12); }

/// Fits models first .. first + count - 1. @return [count, C, D]
torch::Tensor fit_group(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                        std::int64_t count, const FitSettings& s, const JobControl& control) {
    const Draws draws = draw_all(sets, first, count, s, x.device());
    const Loss loss = group_loss(sets, first, count, s.loss, x.device());
    torch::Tensor w = starting_weights(x, sets, first, count, s, loss);
    torch::Tensor velocity = torch::zeros_like(w);
    const torch::Tensor minus_one = torch::full({count, s.batch, 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        torch::Tensor batch = x.index_select(0, draws.rows[t]).view({count, s.batch, -1});
        if (loss.cosine) batch = directions(batch);
        const torch::Tensor labels = draws.labels[t].view({count, s.batch, 1});
        const torch::Tensor rows = loss.cosine ? directions(w) : w;
        torch::Tensor error = torch::bmm(batch, rows.transpose(1, 2)); // logits, then their gradient: [G, B, C]
        if (loss.value) {
            const double progress = static_cast<double>(t) / static_cast<double>(s.steps);
            error = logit_gradient(loss, error, labels.squeeze(2), progress);
        } else {
            error = torch::softmax(error, 2);
            error.scatter_add_(2, labels, minus_one);
            if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, draws.labels[t]).view_as(labels));
            error.div_(static_cast<double>(s.batch));
        }
        torch::Tensor gradient = torch::bmm(error.transpose(1, 2), batch); // [G, C, D]
        if (loss.cosine) // through w / |w|: only what turns the row counts
            gradient = (gradient - rows * (gradient * rows).sum(-1, true)) / w.norm(2, -1, true).clamp_min(1e-12);
        gradient.add_(w, s.weight_decay);
        if (s.proximal_weight > 0) gradient.add_(w - s.start, s.proximal_weight);
        velocity.mul_(s.momentum).add_(gradient);
        w.sub_(velocity, learning_rate_at(s, t));
    }
    return loss.cosine ? directions(w) * loss.scale : w;
}

} // namespace

double learning_rate_at(const FitSettings& settings, std::int64_t t) {
    const bool late = static_cast<double>(t) >= first_part * static_cast<double>(settings.steps);
    return settings.learning_rate * (late ? 0.1 : 1.0);
}

torch::Tensor fit_classifiers(const torch::Tensor& x, const std::vector<TrainingSet>& sets, const FitSettings& settings,
                              std::int64_t threads, const JobControl& control, const FitProgress& progress) {
    assert(!sets.empty());
    const auto models = static_cast<std::int64_t>(sets.size());
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    torch::Tensor all = torch::empty({models, classes, x.size(1)}, x.options());
    const std::int64_t groups = (models + models_at_once - 1) / models_at_once;
    const bool side_by_side = x.is_cpu() && threads > 1 && groups > 1;
    std::atomic<std::int64_t> done = 0;
    const auto fit_range = [&](std::int64_t begin, std::int64_t end) {
        const torch::NoGradGuard no_gradients;
        for (std::int64_t group = begin; group < end; ++group) {
            const std::int64_t first = group * models_at_once, count = std::min(models_at_once, models - first);
            all.narrow(0, first, count).copy_(fit_group(x, sets, first, count, settings, control));
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
