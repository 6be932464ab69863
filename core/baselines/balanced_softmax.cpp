#include "core/baselines/loss.h"

// Ren, Yu, Sheng, Ma, Zhao, Yi, Li: "Balanced Meta-Softmax for Long-Tailed Visual Recognition", NeurIPS 2020, Eqn (3, 4):
//   L(z, y) = -log( n_y exp(z_y) / sum_j n_j exp(z_j) )
// that is the cross-entropy of z + log n. At test time z is taken as it is.

namespace whydah {

Loss balanced_softmax_loss(const torch::Tensor& counts, const LossSettings&) {
    return {[log_n = counts.clamp_min(1).log().unsqueeze(-2)](const torch::Tensor& logits, const torch::Tensor& labels,
                                                              double) {
        return cross_entropy_each(logits + log_n, labels).mean(-1);
    }};
}

} // namespace whydah
