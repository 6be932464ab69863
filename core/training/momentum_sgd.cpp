#include "core/training/momentum_sgd.h"

#include <set>
#include <torch/utils.h>

namespace whydah {

MomentumSgd::MomentumSgd(const StateDict& parameters, double momentum, double weight_decay)
    : momentum_(momentum),
      weight_decay_(weight_decay) {
    std::set<const void*> seen;
    for (const NamedTensor& item : parameters) {
        if (!item.value.requires_grad() || !seen.insert(item.value.unsafeGetTensorImpl()).second) continue;
        parameters_.push_back(item);
        velocities_.push_back({item.name, torch::zeros_like(item.value.detach())});
    }
}

void MomentumSgd::clear_gradients() {
    for (NamedTensor& item : parameters_) item.value.mutable_grad() = torch::Tensor();
}

void MomentumSgd::step(double rate) {
    const torch::NoGradGuard no_gradients;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        torch::Tensor &weight = parameters_[i].value, &velocity = velocities_[i].value;
        const torch::Tensor& gradient = weight.grad();
        if (!gradient.defined()) continue;
        velocity.mul_(momentum_).add_(weight_decay_ == 0 ? gradient : gradient.add(weight, weight_decay_));
        weight.add_(velocity, -rate);
    }
}

} // namespace whydah
