#include "core/classifier/classifier_training.h"

#include "core/data/seed.h"

#include <ATen/Parallel.h>
#include <atomic>
#include <cassert>
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

Draws draw_all(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
               const FitSettings& settings, torch::Device device) {
    Draws draws{torch::empty({settings.steps, count * settings.batch}, torch::kLong), {}};
    draws.labels = torch::empty_like(draws.rows);
    for (std::int64_t g = 0; g < count; ++g) {
        Sampler sampler(sets[static_cast<std::size_t>(first + g)], settings.class_balanced);
        for (std::int64_t t = 0; t < settings.steps; ++t) {
            const std::int64_t at = t * count * settings.batch + g * settings.batch;
            auto* rows = draws.rows.data_ptr<std::int64_t>() + at;
            auto* labels = draws.labels.data_ptr<std::int64_t>() + at;
            for (std::int64_t b = 0; b < settings.batch; ++b) std::tie(rows[b], labels[b]) = sampler.draw();
        }
    }
    return {draws.rows.to(device), draws.labels.to(device)};
}

/// Fits models first .. first + count - 1. @return [count, C, D]
torch::Tensor fit_group(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                        std::int64_t count, const FitSettings& s, const JobControl& control) {
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    const Draws draws = draw_all(sets, first, count, s, x.device());
    torch::Tensor w = s.start.defined() ? s.start.unsqueeze(0).repeat({count, 1, 1})
                                        : torch::zeros({count, classes, x.size(1)}, x.options());
    torch::Tensor velocity = torch::zeros_like(w);
    const torch::Tensor minus_one = torch::full({count, s.batch, 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        const torch::Tensor batch = x.index_select(0, draws.rows[t]).view({count, s.batch, -1});
        const torch::Tensor labels = draws.labels[t].view({count, s.batch, 1});
        torch::Tensor error = torch::softmax(torch::bmm(batch, w.transpose(1, 2)), 2); // [G, B, C]
        error.scatter_add_(2, labels, minus_one);
        if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, draws.labels[t]).view_as(labels));
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
