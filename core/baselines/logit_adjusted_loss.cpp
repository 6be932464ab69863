#include "core/baselines/loss.h"

// Menon, Jayasumana, Rawat, Jain, Veit, Kumar: "Long-Tail Learning via Logit Adjustment", ICLR 2021, Eqn (10):
//   L(z, y) = -log( exp(z_y + tau log pi_y) / sum_j exp(z_j + tau log pi_j) ),   pi_j = n_j / n
// tau = 1 (the paper's value) is Balanced Softmax. The way after training, z - tau log pi (Eqn (9)), is with_prior in
// core/meta/prior_coordinate.h.

namespace whydah {

Loss logit_adjusted_loss(const torch::Tensor& counts, const LossSettings& settings) {
    const torch::Tensor n = counts.clamp_min(1);
    return {[shift = (settings.tau * (n / counts.sum(-1, true)).log()).unsqueeze(-2)](
                const torch::Tensor& logits, const torch::Tensor& labels, double) {
        return cross_entropy_each(logits + shift, labels).mean(-1);
    }};
}

} // namespace whydah
