#pragma once

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace whydah {

class Random;

/// One model mini-batch with its data mini-batch (Sec. 3.4): what one evaluation of Eqn (1) needs. All weights are
/// divided by the common scale, see MetaPairs.
struct MetaExample {
    torch::Tensor theta;                   ///< [M, D] few-shot weights that enter the net
    std::vector<std::int64_t> entry;       ///< [M] block of each row
    std::vector<std::int64_t> place;       ///< [M] row of `classifier` that the net's output replaces
    std::vector<std::int64_t> with_target; ///< [R] which rows of theta have a many-shot target
    torch::Tensor target;                  ///< [R, D] theta_star
    torch::Tensor classifier;              ///< [C', D] rows of all classes that compete
    torch::Tensor images;                  ///< [B, D]
    torch::Tensor labels;                  ///< [B] int64, rows of `classifier`
};

/// Where pairs of few-shot and many-shot weights come from: the episodes of the recommended recipe or the paper's
/// letter.
struct MetaPairs {
    std::int64_t last_block = 0; ///< N
    std::int64_t dimension = 0;  ///< D of theta
    double scale = 1;            ///< root mean square coordinate of theta_star; weights are divided by it
    /// Draws an example for training block i (and all later ones, multi-task). False if block i has nothing to learn
    /// from.
    std::function<bool(std::int64_t i, Random& random, MetaExample& example)> draw;
    std::vector<double> block_scale{}; ///< [N + 1] scale of block i's examples where it differs; empty: `scale`
    double scale_of(std::int64_t i) const {
        return block_scale.empty() ? scale : block_scale[static_cast<std::size_t>(i)];
    }
};

/// "Recur FT" (Table 3): block i learns from pairs of its own, made on the features of its own network; each divides
/// its weights by its own scale. The net is applied in block 0's world: its scale stands for all.
/// @param pairs [N + 1], of the same last_block and dimension
MetaPairs recursive_pairs(std::vector<MetaPairs> pairs);

} // namespace whydah
