#include "core/baselines/loss.h"

// Lin, Goyal, Girshick, He, Dollar: "Focal Loss for Dense Object Detection", ICCV 2017, Eqn (4), for the softmax:
//   FL(p, y) = -(1 - p_y)^gamma log p_y
// gamma = 0 is cross-entropy. The default 2 is the paper's; the LDAM reference takes 1.

namespace whydah {

Loss focal_loss(const torch::Tensor&, const LossSettings& settings) {
    return {[gamma = settings.focal_gamma](const torch::Tensor& logits, const torch::Tensor& labels, double) {
        const torch::Tensor each = cross_entropy_each(logits, labels);
        // The slope of x^gamma at 0 is infinite for gamma < 1.
        return ((1 - torch::exp(-each)).clamp_min(1e-7).pow(gamma) * each).mean(-1);
    }};
}

} // namespace whydah
