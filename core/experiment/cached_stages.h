#pragma once

#include "core/experiment/method_context.h"
#include "core/experiment/meta_variant.h"
#include "core/meta/literal_bank.h"
#include "core/meta/recursive_training.h"

#include <functional>
#include <string>
#include <vector>

namespace whydah {

// Everything that trains goes through here: from the context's StageCache, or made and kept there. Draws of images,
// hallucination, tests and projections are not kept: they take less time than reading them would.

/// A classifier on the training part. @param method for people   @param one images get a constant 1   @return [C, D]
torch::Tensor cached_fit(const MethodContext& context, const std::string& method, const TrainingSet& set,
                         const FitSettings& settings, bool one = false);

/// LWS's scales of a classifier's rows. @return [C]
torch::Tensor cached_scales(const MethodContext& context, const torch::Tensor& weights, const TrainingSet& set,
                            const FitSettings& settings);

/// A bank, and the key of what it depends on.
struct KeyedEpisodes {
    EpisodeBank bank;
    StageKey key;
};
/// @param images the context's, or those of pseudo-classes
KeyedEpisodes cached_episodes(const MethodContext& context, const ClassImages& images, const std::string& base_method,
                              const EpisodeSettings& settings, const FitProgress& progress);

struct KeyedLiteralBank {
    std::vector<LiteralBlock> blocks;
    StageKey key;
};
KeyedLiteralBank cached_literal_bank(const MethodContext& context, const LiteralSettings& settings,
                                     const FitProgress& progress);

/// Trains the net, or loads its weights; the steps' losses are reported either way. @param on_step as in
/// train_recursively
void cached_training(const MethodContext& context, MetaModelNet& net, const NetShape& shape, const MetaVariant& variant,
                     const RecursiveTraining& training, std::uint64_t initialisation_seed,
                     const std::function<void(const MetaStep&)>& on_step);

} // namespace whydah
