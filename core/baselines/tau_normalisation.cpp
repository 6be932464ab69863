#include "core/baselines/tau_normalisation.h"

namespace whydah {

torch::Tensor tau_normalised(const torch::Tensor& weights, double tau) {
    const torch::Tensor norm = weights.norm(2, 1, true);
    return weights / torch::where(norm > 0, norm, torch::ones_like(norm)).pow(tau);
}

} // namespace whydah
