#include "core/baselines/loss.h"

// Cao, Wei, Gaidon, Arechiga, Ma: "Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss", NeurIPS
// 2019, Eqn (13):
//   L(z, y) = -log( exp(s (z_y - D_y)) / (exp(s (z_y - D_y)) + sum_(j != y) exp(s z_j)) ),   D_j = C / n_j^(1/4)
// where z are cosines of feature and classifier row (both of length 1), s = 30, and C is such that the largest margin is
// 0.5 (their code). Margin and cosine are scaled alike.
// DRW (their Algorithm 1): from a share of the schedule on, the loss is weighted by the inverse effective number of
// images, b = 0.9999 (their code: epoch 160 of 200).

namespace whydah {
namespace {

/// s (z - margin at the true class).
torch::Tensor with_margin(const torch::Tensor& cosines, const torch::Tensor& labels, const torch::Tensor& margins,
                          double scale) {
    const torch::Tensor margin = margins.gather(-1, labels).unsqueeze(-1);
    return scale * cosines.scatter_add(-1, labels.unsqueeze(-1), -margin);
}

} // namespace

torch::Tensor ldam_margins(const torch::Tensor& counts, double largest) {
    const torch::Tensor margins =
        torch::where(counts > 0, counts.clamp_min(1).pow(-0.25), torch::zeros_like(counts));
    return margins * (largest / margins.amax(-1, true).clamp_min(1e-12));
}

Loss ldam_loss(const torch::Tensor& counts, const LossSettings& settings) {
    return {.value =
                [margins = ldam_margins(counts, settings.ldam_margin), s = settings.ldam_scale](
                    const torch::Tensor& cosines, const torch::Tensor& labels, double) {
                    return cross_entropy_each(with_margin(cosines, labels, margins, s), labels).mean(-1);
                },
            .cosine = true,
            .scale = settings.ldam_scale};
}

Loss ldam_drw_loss(const torch::Tensor& counts, const LossSettings& settings) {
    return {.value =
                [early = ldam_loss(counts, settings).value, margins = ldam_margins(counts, settings.ldam_margin),
                 weights = effective_number_weights(counts, settings.class_balanced_beta), s = settings.ldam_scale,
                 start = settings.drw_start](const torch::Tensor& cosines, const torch::Tensor& labels,
                                             double progress) {
                    if (progress < start) return early(cosines, labels, progress);
                    return weighted_mean(cross_entropy_each(with_margin(cosines, labels, margins, s), labels), labels,
                                         weights);
                },
            .cosine = true,
            .scale = settings.ldam_scale};
}

} // namespace whydah
