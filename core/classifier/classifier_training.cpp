#include "core/classifier/classifier_training.h"

#include "core/data/seed.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <cassert>
#include <torch/types.h>
#include <tuple>
#include <utility>

namespace whydah {
namespace {

constexpr std::int64_t models_at_once = 4;   // measured: one to eight are alike, four is best by a little
constexpr std::int64_t most_draws = 1 << 20; // rows and labels kept at a time: 16 MB
constexpr double first_part = 0.6;           // of the steps, before the learning rate drops

/// Images of some steps of a group of models: rows and labels [steps, G * batch].
struct Draws {
    torch::Tensor rows, labels;
};

/// Draws a class and then one of its images, or any image of the set.
class Sampler {
public:
    Sampler(const TrainingSet& set, bool class_balanced) : balanced_(class_balanced), random_(set.seed) {
        for (std::size_t c = 0; c < set.rows.size(); ++c) {
            if (set.rows[c].empty()) continue;
            starts_.push_back(static_cast<std::int64_t>(images_.size()));
            for (std::int64_t row : set.rows[c]) images_.emplace_back(row, static_cast<std::int64_t>(c));
        }
        assert(!images_.empty());
        starts_.push_back(static_cast<std::int64_t>(images_.size()));
    }
    const std::pair<std::int64_t, std::int64_t>& draw() { // row of x, class
        std::int64_t first = 0, end = starts_.back();
        if (balanced_) {
            const auto c = static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(starts_.size()) - 1));
            first = starts_[c], end = starts_[c + 1];
        }
        return images_[static_cast<std::size_t>(first + random_.below(end - first))];
    }

private:
    bool balanced_;
    Random random_;
    std::vector<std::pair<std::int64_t, std::int64_t>> images_; ///< by class
    std::vector<std::int64_t> starts_;                          ///< of each class that has images, then the end
};

/// Draws the images of a group of models, some steps at a time: all steps at once would take gigabytes for long fits.
class GroupSampler {
public:
    GroupSampler(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
                 const FitSettings& settings)
        : batch_(settings.batch) {
        for (std::int64_t g = 0; g < count; ++g)
            samplers_.emplace_back(sets[static_cast<std::size_t>(first + g)], settings.class_balanced);
    }
    Draws draw(std::int64_t steps, torch::Device device) {
        const auto count = static_cast<std::int64_t>(samplers_.size());
        Draws draws{torch::empty({steps, count * batch_}, torch::kLong), {}};
        draws.labels = torch::empty_like(draws.rows);
        auto* const rows = draws.rows.data_ptr<std::int64_t>();
        auto* const labels = draws.labels.data_ptr<std::int64_t>();
        for (std::int64_t t = 0; t < steps; ++t)
            for (std::int64_t g = 0; g < count; ++g)
                for (std::int64_t b = 0, at = (t * count + g) * batch_; b < batch_; ++b, ++at)
                    std::tie(rows[at], labels[at]) = samplers_[static_cast<std::size_t>(g)].draw();
        return {draws.rows.to(device), draws.labels.to(device)};
    }

private:
    std::int64_t batch_;
    std::vector<Sampler> samplers_;
};

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
    GroupSampler sampler(sets, first, count, s);
    const std::int64_t steps_at_once = std::max<std::int64_t>(1, most_draws / (count * s.batch));
    Draws draws;
    torch::Tensor w = s.start.defined() ? s.start.unsqueeze(0).repeat({count, 1, 1})
                                        : torch::zeros({count, classes, x.size(1)}, x.options());
    torch::Tensor velocity = torch::zeros_like(w);
    const torch::Tensor minus_one = torch::full({count, s.batch, 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        if (t % steps_at_once == 0) draws = sampler.draw(std::min(steps_at_once, s.steps - t), x.device());
        const torch::Tensor batch = x.index_select(0, draws.rows[t % steps_at_once]).view({count, s.batch, -1});
        const torch::Tensor drawn = draws.labels[t % steps_at_once], labels = drawn.view({count, s.batch, 1});
        torch::Tensor error = torch::softmax(torch::bmm(batch, w.transpose(1, 2)), 2); // [G, B, C]
        error.scatter_add_(2, labels, minus_one);
        if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, drawn).view_as(labels));
        error.div_(static_cast<double>(s.batch));
        torch::Tensor gradient = torch::bmm(error.transpose(1, 2), batch); // [G, C, D]
        gradient.add_(w, s.weight_decay);
        if (s.proximal_weight > 0) gradient.add_(w - s.start, s.proximal_weight);
        velocity.mul_(s.momentum).add_(gradient);
        const bool late = static_cast<double>(t) >= first_part * static_cast<double>(s.steps);
        w.sub_(velocity, s.learning_rate * (late ? 0.1 : 1.0));
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
            const torch::Tensor fitted = fit_group(x, sets, first, count, settings, control);
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
