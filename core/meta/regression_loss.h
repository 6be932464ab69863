#pragma once

#include "core/meta/meta_example.h"
#include "core/meta/meta_model_net.h"

namespace whydah {

/// Both terms of Eqn (1), apart.
struct MetaLoss {
    torch::Tensor
        regression; ///< |F(theta) - theta_star|^2 as mean over rows and coordinates, scaled units; 0 without targets
    torch::Tensor task; ///< cross-entropy of g(x; F(theta)) on the data mini-batch
    torch::Tensor total(double lambda) const { return regression + lambda * task; }
};

/// @param scale MetaPairs::scale: the task term uses true weights
MetaLoss meta_loss(MetaModelNet& net, const MetaExample& example, double scale);

} // namespace whydah
