#pragma once

#include "core/meta/meta_model_net.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// The way of one row through the net.
struct WeightPath {
    std::int64_t label = 0;
    std::int64_t entry = 0;           ///< block that the class enters, N + 1: keeps its weights
    std::vector<torch::Tensor> steps; ///< [D] each: the input, then the output of every block that it passes
};

struct Hallucination {
    torch::Tensor weights; ///< [C, D]: classes with n < 2^(N+1) replaced by theta + a (F_i(theta) - theta)
    std::vector<WeightPath>
        paths; ///< one for each class that has training images, label order; the last step is the class's new row
};

/// Sec. 4.1.1, test time: each class enters at the block that matches its number of training images; classes beyond the
/// last block and classes without images keep their rows. @param weights [C, D]   @param scale MetaPairs::scale @param
/// strength a; 1 is the paper's
Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, double strength);

} // namespace whydah
