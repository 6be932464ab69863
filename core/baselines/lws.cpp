#include "core/baselines/lws.h"

#include <tuple>

namespace whydah {
namespace {

constexpr double smallest_scale = 1e-3;
constexpr double first_learning_rate = 0.2; // the reference's

} // namespace

torch::Tensor learn_scales(const torch::Tensor& x, const torch::Tensor& weights, const TrainingSet& set,
                           const FitSettings& s, const JobControl& control) {
    const torch::Tensor z = x.mm(weights.t()); // [n, C]
    ImageSampler sampler(set.rows, Sampling::class_aware, set.seed);
    torch::Tensor scales = torch::ones({weights.size(0)}, z.options()), velocity = torch::zeros_like(scales);
    torch::Tensor rows = torch::empty({s.batch}, torch::kLong), labels = torch::empty({s.batch}, torch::kLong);
    const torch::Tensor minus_one = torch::full({s.batch, 1}, -1.0F, z.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        for (std::int64_t b = 0; b < s.batch; ++b)
            std::tie(rows.data_ptr<std::int64_t>()[b], labels.data_ptr<std::int64_t>()[b]) = sampler.draw();
        const torch::Tensor batch = z.index_select(0, rows.to(z.device()));
        torch::Tensor error = torch::softmax(batch * scales, 1);
        error.scatter_add_(1, labels.to(z.device()).unsqueeze(1), minus_one);
        const torch::Tensor gradient = (error * batch).mean(0) + s.weight_decay * scales;
        velocity.mul_(s.momentum).add_(gradient);
        scales.sub_(velocity, first_learning_rate * learning_rate_at(s, t) / s.learning_rate).clamp_min_(smallest_scale);
    }
    return scales;
}

} // namespace whydah
