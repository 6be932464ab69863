#pragma once

#include "core/meta/episode_bank.h"
#include "core/meta/hallucination.h"
#include "core/meta/literal_bank.h"
#include "records/projection.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace whydah {

/// How a head class's weights grow with its training images, as measured: the mean of its k-shot models for each k of
/// the bank, then theta_star.
struct MeasuredChain {
    std::int64_t label = 0;
    std::vector<std::int64_t> shots; ///< 1, 2, 4, ..., then 0 for theta_star; gaps where the bank has no model
    torch::Tensor rows;              ///< [K, D] on the bank's device
};

/// Of the recommended bank: rows of classes cut to k images. Classes that were never cut have none.
/// @param star [C, D + 1], or [C, D] without prior   @param prior rows get their episode's prior coordinate
std::vector<MeasuredChain> measured_chains(const EpisodeBank& bank, const torch::Tensor& star, bool prior = true);
/// Of the paper-literal bank: k-shot models of H_t. theta_star is that of the widest H_t, block 0's.
std::vector<MeasuredChain> measured_chains(const std::vector<LiteralBlock>& bank);

/// The same classes by MetaModelNet: from the first measured point through all its blocks to the end, at strength a.
std::vector<WeightPath> regressed_paths(MetaModelNet& net, const std::vector<MeasuredChain>& measured, double scale,
                                        const Strength& strength, const EntryRule& rule);

/// All chains as records in one joint projection (principal components, centred), with norms and weights.
/// @param coordinates how many of the D coordinates are weights (the prior coordinate is left out)
Trajectories joint_trajectories(const Hallucination& hallucination, const std::vector<MeasuredChain>& measured,
                                const std::vector<WeightPath>& regressed, const std::vector<std::string>& class_names,
                                const std::vector<std::int64_t>& counts, const EntryRule& rule,
                                std::int64_t coordinates);

} // namespace whydah
