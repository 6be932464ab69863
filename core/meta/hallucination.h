#pragma once

#include "core/meta/head_classes.h"
#include "core/meta/meta_model_net.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace whydah {

/// The way of one row through the net.
struct WeightPath {
    std::int64_t label = 0;
    std::int64_t entry = 0;           ///< level of the class, N + 1: keeps its weights
    std::vector<std::int64_t> shots;  ///< of each step, 0: many-shot
    std::vector<torch::Tensor> steps; ///< [D] each: the input, then the output of every block that it passes
};

/// a of theta + a (F_i(theta) - theta); 1 is the paper's. Ours: one for all classes, or one for each level.
struct Strength {
    double usual = 1;
    std::vector<double> by_level{}; ///< [N + 1]; empty: usual
    Strength(double a) : usual(a) {}
    explicit Strength(std::vector<double> levels) : by_level(std::move(levels)) {}
    double of(std::int64_t level) const {
        return level >= 0 && level < static_cast<std::int64_t>(by_level.size())
                   ? by_level[static_cast<std::size_t>(level)]
                   : usual;
    }
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
/// mode. @param theta [M, D] weights   @param scale MetaPairs::scale
std::vector<WeightPath> pass_blocks(MetaModelNet& net, const std::vector<WeightStart>& starts,
                                    const torch::Tensor& theta, double scale, const Strength& strength, const EntryRule& rule);

/// Sec. 4.1.1, test time: each class enters at the block that matches its number of training images; classes beyond the
/// last block and classes without images keep their rows. @param weights [C, D]   @param scale MetaPairs::scale
Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, const Strength& strength, const EntryRule& rule);
/// By the paper's rule, floor(log2 n), and a net with a block for each level.
inline Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights,
                                 const std::vector<std::int64_t>& counts, double scale, const Strength& strength) {
    return hallucinate(net, weights, counts, scale, strength, EntryRule{.last_level = net->last_block()});
}

/// The same rows by several nets, their outputs averaged (ours). @param of_nets [networks], at least one; the same
/// classes, entries and numbers of steps in each
std::vector<WeightPath> mean_paths(const std::vector<std::vector<WeightPath>>& of_nets);
Hallucination mean_hallucination(const std::vector<Hallucination>& of_nets);

} // namespace whydah
