#pragma once

#include <torch/types.h>

#include <vector>

namespace whydah {

/// SGD with momentum and weight decay on gradients that are clipped together, as torch::optim::SGD after
/// clip_grad_norm_: v = momentum v + c g + weight_decay p, p -= learning rate * v, c = min(1, clip / |g|), |g| over all
/// parameters. On the processor a step passes twice over the numbers, where these two pass over them six times and
/// take new memory for every parameter; the result does not depend on the number of threads.
class ClippedSgd {
public:
    struct Settings {
        double momentum = 0.9, weight_decay = 0, clip = 5;
    };
    ClippedSgd(std::vector<torch::Tensor> parameters, const Settings& settings);
    /// Gradients to 0, in their memory: what adds to them needs no other.
    void zero_gradients();
    /// Parameters that have no gradient yet stay as they are.
    /// @return false, and nothing is changed, where the gradients are not finite numbers
    [[nodiscard]] bool step(double learning_rate);

private:
    double gradient_norm() const;

    std::vector<torch::Tensor> parameters_, velocity_;
    Settings settings_;
};

} // namespace whydah
