#pragma once

#include "core/meta/head_classes.h"
#include "core/meta/meta_model_net.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// The way of one row through the net.
struct WeightPath {
    std::int64_t label = 0;
    std::int64_t entry = 0;           ///< level of the class, N + 1: keeps its weights
    std::vector<std::int64_t> shots;  ///< of each step, 0: many-shot
    std::vector<torch::Tensor> steps; ///< [D] each: the input, then the output of every block that it passes
};

struct Hallucination {
    torch::Tensor weights; ///< [C, D]: classes with n < 2^(N+1) replaced by theta + a (F_i(theta) - theta)
    std::vector<WeightPath>
        paths; ///< one for each class that has training images, label order; the last step is the class's new row
};

struct WeightStart {
    std::int64_t label = 0, level = 0; ///< see WeightPath
};
/// Rows through the net, each from its level's block to the end; those in the same block go together. The net is in eval
/// mode. @param theta [M, D] weights   @param scale MetaPairs::scale   @param strength a; 1 is the paper's
std::vector<WeightPath> pass_blocks(MetaModelNet& net, const std::vector<WeightStart>& starts,
                                    const torch::Tensor& theta, double scale, double strength, const EntryRule& rule);

/// Sec. 4.1.1, test time: each class enters at the block that matches its number of training images; classes beyond the
/// last block and classes without images keep their rows. @param weights [C, D]   @param scale MetaPairs::scale @param
/// strength a; 1 is the paper's
Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, double strength, const EntryRule& rule);
/// By the paper's rule, floor(log2 n), and a net with a block for each level.
inline Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights,
                                 const std::vector<std::int64_t>& counts, double scale, double strength) {
    return hallucinate(net, weights, counts, scale, strength, EntryRule{.last_level = net->last_block()});
}

} // namespace whydah
