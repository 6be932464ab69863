#include "core/classifier/classifier_training.h"

#include "core/classifier/fit_memory.h"
#include "core/classifier/gram_fit.h"
#include "core/classifier/image_draws.h"
#include "core/classifier/subspace_fit.h"
#include "core/experiment/memory.h"
#include "core/experiment/shared_product.h"
#include "core/experiment/threads.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <torch/types.h>

namespace whydah {
namespace {

constexpr std::int64_t models_at_once = 4; // measured on one thread: one to eight are alike, four is best by a little

/// Models side by side in one product; large ones fill the caches alone.
std::int64_t group_size(std::int64_t classes, std::int64_t dimension) {
    return std::clamp((std::int64_t{1} << 22) / (classes * dimension), std::int64_t{1}, models_at_once);
}

void require_finite(const torch::Tensor& weights, const FitSettings& settings) {
    if (std::isfinite(weights.sum().item<float>())) return; // one pass; what is not finite stays so in the sum
    if (torch::isfinite(weights).all().item<bool>()) return;
    if (settings.solver == Solver::subspace)
        throw Error({.what = "weights of a few-shot model are not finite numbers",
                     .where = "fit with weight decay " + option_text(settings.weight_decay),
                     .mend = "scale the features (--unit-norm), or give more --weight-decay"});
    throw Error({.what = "the training diverged: weights are not finite numbers any more",
                 .where = "classifier with learning rate " + option_text(settings.learning_rate) +
                          " and weight decay " + option_text(settings.weight_decay),
                 .mend =
                     "make --learning-rate or --cost-sensitive-learning-rate smaller; the defaults are for features "
                     "of unit norm (--unit-norm)"});
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

/// Is there one model alone, and its product large enough for all threads?
bool to_share(const torch::Tensor& a, const torch::Tensor& b) {
    return a.size(0) == 1 && a.numel() * b.size(2) >= smallest_shared_product;
}

/// a b of each model. @return [G, M, N]
torch::Tensor product(const torch::Tensor& a, const torch::Tensor& b) {
    return to_share(a, b) ? shared_mm(a[0], b[0]).unsqueeze(0) : torch::bmm(a, b);
}

/// out = beta out + alpha a b of each model.
void add_product(torch::Tensor& out, const torch::Tensor& a, const torch::Tensor& b, double beta, double alpha) {
    torch::Tensor only = out[0];
    if (to_share(a, b))
        shared_addmm(only, a[0], b[0], beta, alpha);
    else
        out.baddbmm_(a, b, beta, alpha);
}

/// Length 1 along the last axis.
torch::Tensor directions(const torch::Tensor& v) { return v / v.norm(2, -1, true).clamp_min(1e-12); }

/// Fits models first .. first + count - 1. @return [count, C, D]
torch::Tensor fit_group(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                        std::int64_t count, const FitSettings& s, const JobControl& control) {
    ImageDraws draws(sets, first, count, s, x.device());
    const Loss loss = group_loss(sets, first, count, s.loss, x.device());
    torch::Tensor w = starting_weights(x, sets, first, count, s, loss);
    torch::Tensor velocity = torch::zeros_like(w);
    const torch::Tensor minus_one = torch::full({count, s.batch, 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        const StepDraws drawn = draws.step(t);
        torch::Tensor batch = x.index_select(0, drawn.rows).view({count, s.batch, -1});
        if (loss.cosine) batch = directions(batch);
        const torch::Tensor labels = drawn.labels.view({count, s.batch, 1});
        const torch::Tensor rows = loss.cosine ? directions(w) : w;
        torch::Tensor error = product(batch, rows.transpose(1, 2)); // logits, then their gradient: [G, B, C]
        double share = 1; // of the error's product with the batch in the gradient
        if (loss.value) {
            error = logit_gradient(loss, error, labels.squeeze(2), static_cast<double>(t) / static_cast<double>(s.steps));
        } else {
            error = torch::softmax(error, 2);
            error.scatter_add_(2, labels, minus_one);
            if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, drawn.labels).view_as(labels));
            share = 1.0 / static_cast<double>(s.batch);
        }
        if (loss.cosine) { // through w / |w|: only what turns the row counts
            const torch::Tensor gradient = product(error.transpose(1, 2), batch); // [G, C, D]
            velocity.mul_(s.momentum);
            velocity.add_((gradient - rows * (gradient * rows).sum(-1, true)) / w.norm(2, -1, true).clamp_min(1e-12),
                          share);
        } else { // v = momentum v + gradient: the product is added in the same pass over v
            add_product(velocity, error.transpose(1, 2), batch, s.momentum, share);
        }
        velocity.add_(w, s.weight_decay);
        if (s.proximal_weight > 0) velocity.add_(w - s.start, s.proximal_weight);
        w.sub_(velocity, learning_rate_at(s, t));
    }
    return loss.cosine ? directions(w) * loss.scale : w;
}

/// fit_classifiers by SubspaceFit; a thread that is done takes the next model. @param all [S, C, D], written
void fit_by_subspace(const torch::Tensor& x, const std::vector<TrainingSet>& sets, const FitSettings& settings,
                     std::int64_t threads, const JobControl& control, const FitProgress& progress, torch::Tensor& all) {
    assert(settings.loss.name.empty() && !settings.start.defined() && !settings.class_weights.defined());
    const auto models = static_cast<std::int64_t>(sets.size()), classes = all.size(1);
    const std::int64_t most = x.is_cpu() ? std::min(threads, models) : 1;
    const std::int64_t workers = std::min(most, fits_at_a_time(bytes_of_fit(x, sets, 1, settings), available_memory()));
    std::atomic<std::int64_t> next = 0, done = 0;
    const auto work = [&](std::int64_t, std::int64_t) {
        const torch::NoGradGuard no_gradients;
        SubspaceFit fit; // its buffers serve one model after the other
        try {
            for (std::int64_t model = next++; model < models; model = next++) {
                fit.fit(x, sets[static_cast<std::size_t>(model)], settings, control, all[model]);
                require_finite(all[model], settings);
                const std::int64_t so_far = ++done;
                if (progress && at::get_thread_num() == 0) progress(so_far);
            }
        } catch (...) {
            next = models; // the others need not go on
            throw;
        }
    };
    parallel_chunks(most, 1, work, workers);
}

} // namespace

std::int64_t models_a_chunk(std::int64_t classes, std::int64_t dimension, std::int64_t memory, std::int64_t threads) {
    const auto model_bytes = classes * dimension * static_cast<std::int64_t>(sizeof(float));
    const std::int64_t room = memory / 4 / model_bytes; // for so many [C, D]
    // Those that are being trained have W and its velocity beside their place in the result.
    const std::int64_t training = group_size(classes, dimension) * threads;
    const std::int64_t most = room >= 3 * training ? room - 2 * training : room / 3;
    const std::int64_t rounds = std::max<std::int64_t>(1, 16 / (models_at_once * threads)); // of all threads
    return std::clamp<std::int64_t>(most, 1, models_at_once * threads * rounds);
}

torch::Tensor fit_classifiers(const torch::Tensor& x, const std::vector<TrainingSet>& sets, const FitSettings& settings,
                              std::int64_t threads, const JobControl& control, const FitProgress& progress) {
    assert(!sets.empty());
    const auto models = static_cast<std::int64_t>(sets.size());
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    torch::Tensor all = torch::empty({models, classes, x.size(1)}, x.options());
    if (settings.solver == Solver::subspace) {
        fit_by_subspace(x, sets, settings, threads, control, progress, all);
        return all;
    }
    const std::int64_t together = group_size(classes, x.size(1)), groups = (models + together - 1) / together;
    std::atomic<std::int64_t> done = 0;
    const auto fit_range = [&](std::int64_t first, std::int64_t end) {
        const torch::NoGradGuard no_gradients;
        const std::int64_t count = end - first;
        const torch::Tensor fitted = gram_space_is_cheaper(x, sets, first, count, settings)
                                         ? fit_in_gram_space(x, sets, first, count, settings, control)
                                         : fit_group(x, sets, first, count, settings, control);
        require_finite(fitted, settings);
        all.narrow(0, first, count).copy_(fitted);
        done += count;
        if (progress && at::get_thread_num() == 0) progress(done);
    };
    if (x.is_cpu() && threads > 1 && groups > 1)
        parallel_chunks(models, together, fit_range, fits_at_a_time(bytes_of_fit(x, sets, together, settings), available_memory()));
    else
        for (std::int64_t first = 0; first < models; first += together) fit_range(first, std::min(first + together, models));
    return all;
}

} // namespace whydah
