#pragma once

#include "core/networks/state_dict.h"

#include <torch/types.h>

#include <vector>

namespace whydah {

/// SGD with momentum as Caffe and PyTorch have it: v = momentum v + (g + weight_decay w); w = w - rate v. torch::optim
/// has the same; here the velocities can be kept with the weights, by name, with any version of LibTorch.
class MomentumSgd {
public:
    /// @param parameters by name; those that want no gradient are left alone, those that come twice are taken once
    MomentumSgd(const StateDict& parameters, double momentum, double weight_decay);

    void clear_gradients();
    void step(double rate); ///< parameters without a gradient stay as they are
    const StateDict& parameters() const { return parameters_; }
    /// Velocities under their parameters' names: to be kept, or filled with kept ones.
    StateDict& velocities() { return velocities_; }

private:
    StateDict parameters_, velocities_;
    double momentum_, weight_decay_;
};

} // namespace whydah
