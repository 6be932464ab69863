#pragma once

#include "core/meta/meta_model_net.h"
#include "records/trajectories.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// How far each block is from the identity on rows that enter at blocks of their own.
/// @param theta [M, D] weights   @param entry [M] blocks 0..N+1   @param scale MetaPairs::scale   @param coordinates of
/// the D that are weights; the prior coordinate passes the blocks but is not measured
std::vector<BlockChange> block_changes(MetaModelNet& net, const torch::Tensor& theta,
                                       const std::vector<std::int64_t>& entry, double scale, std::int64_t coordinates);

/// Of more classes, so many are drawn: the permutations of 8,000 classes' pairs would take longer than the training.
inline constexpr std::int64_t most_smoothness_classes = 1000;

/// Rank correlation of the cosines of `start` with those of `moved` over pairs of rows, and its chance.
/// @param start, moved [M, D]: weights and displacements; rows that do not move are left out
Smoothness smoothness(const torch::Tensor& start, const torch::Tensor& moved, std::int64_t seed);

/// The claims of Sec. 4.2 from the chains' weights, beside the blocks' own change.
DynamicsReport dynamics_report(const Trajectories& trajectories, std::vector<BlockChange> blocks);

} // namespace whydah
