#include "core/baselines/nearest_class_mean.h"

#include <limits>

namespace whydah {
namespace {

constexpr float never = std::numeric_limits<float>::lowest() / 2; // |m|^2 has no bound without unit_norm

/// [C, D]; zeros for a class without images.
torch::Tensor class_means(const torch::Tensor& x, const ClassImages& images) {
    torch::Tensor means = torch::zeros({static_cast<std::int64_t>(images.size()), x.size(1)}, x.options());
    for (std::size_t c = 0; c < images.size(); ++c)
        if (!images[c].empty())
            means[static_cast<std::int64_t>(c)] =
                x.index_select(0, torch::tensor(images[c], torch::kLong).to(x.device())).mean(0);
    return means;
}

torch::Tensor with_last(const torch::Tensor& rows, torch::Tensor last, const ClassImages& images) {
    for (std::size_t c = 0; c < images.size(); ++c)
        if (images[c].empty()) last[static_cast<std::int64_t>(c)] = never;
    return torch::cat({rows, last.unsqueeze(1)}, 1);
}

} // namespace

torch::Tensor nearest_class_mean(const torch::Tensor& x, const ClassImages& images) {
    const torch::Tensor means = class_means(x, images);
    return with_last(means, -means.square().sum(1) / 2, images);
}

torch::Tensor nearest_class_mean_cosine(const torch::Tensor& x, const ClassImages& images) {
    const torch::Tensor means = class_means(x, images);
    const torch::Tensor directions = means / means.norm(2, 1, true).clamp_min(1e-12);
    return with_last(directions, torch::zeros({means.size(0)}, means.options()), images);
}

} // namespace whydah
