#include "core/baselines/loss.h"

#include <cmath>

// Cui, Jia, Lin, Song, Belongie: "Class-Balanced Loss Based on Effective Number of Samples", CVPR 2019, Eqn (8):
//   CB(p, y) = (1 - b) / (1 - b^(n_y)) * L(p, y)
// with the softmax cross-entropy as L and the weights normalised so that they sum to the number of classes (Sec. 4).
// b = 0: every image alike; b -> 1: inverse class frequency.

namespace whydah {

torch::Tensor effective_number_weights(const torch::Tensor& counts, double beta) {
    const torch::Tensor n = counts.to(torch::kDouble), filled = n > 0;
    // 1 - b^n = -expm1(n log b): exact also where b^n is close to 1.
    const torch::Tensor effective = beta > 0 ? -torch::expm1(n * std::log(beta)) : torch::ones_like(n);
    const torch::Tensor inverse = torch::where(filled, (1 - beta) / effective, torch::zeros_like(n));
    return (inverse * filled.sum(-1, true) / inverse.sum(-1, true)).to(counts.dtype());
}

Loss class_balanced_loss(const torch::Tensor& counts, const LossSettings& settings) {
    return {[weights = effective_number_weights(counts, settings.class_balanced_beta)](
                const torch::Tensor& logits, const torch::Tensor& labels, double) {
        return weighted_mean(cross_entropy_each(logits, labels), labels, weights);
    }};
}

} // namespace whydah
