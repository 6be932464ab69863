#pragma once

#include "core/classifier/class_images.h"
#include "core/classifier/weight_store.h"
#include "core/meta/head_classes.h"
#include "core/meta/meta_example.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace whydah {

/// The recommended recipe's pairs (recipe (e), ours): classifiers of all C classes in which about half of the head
/// classes are cut to 1, 2, 4, ... images and all others stay whole. A cut class's row is the k-shot input, the full
/// classifier's row its target.
struct EpisodeBank {
    std::unique_ptr<WeightStore> weights;         ///< [S, C, D] before the prior coordinate
    std::vector<ClassImages> images;              ///< [S][C] every class's images in the episode's order
    std::vector<std::vector<std::int64_t>> level; ///< [S][C] j of a class cut to 2^j images, -1 for a whole one
    std::vector<std::vector<std::int64_t>> kept;  ///< [S][C] images that the episode's classifier saw
};

struct EpisodeSettings {
    std::int64_t episodes = 32;
    double cut_probability = 0.5;
    std::int64_t last_block = 0; ///< N
    std::int64_t memory = 0;     ///< bytes for the weights, see WeightStore
    std::uint64_t seed = 0;
    FitSettings fit;
};

/// Which classes of an episode are cut, and how far. @param counts training images   @return level of each class, -1
/// whole
std::vector<std::int64_t> draw_cuts(const std::vector<std::int64_t>& counts, const EpisodeSettings& settings,
                                    std::int64_t episode);

/// What each episode's classifier sees, without weights yet.
EpisodeBank draw_episodes(const ClassImages& images, const EpisodeSettings& settings);
/// Fits the classifiers of a bank that was drawn with the same settings. @param x [n, D] training features
/// @throws Stopped
void fit_episodes(EpisodeBank& bank, const torch::Tensor& x, const EpisodeSettings& settings, std::int64_t threads,
                  const JobControl& control, const FitProgress& progress);
/// Both.
EpisodeBank make_episodes(const torch::Tensor& x, const ClassImages& images, const EpisodeSettings& settings,
                          std::int64_t threads, const JobControl& control, const FitProgress& progress);

struct EpisodePairSettings {
    std::int64_t last_block = 0;
    std::int64_t data_batch = 256;
    bool prior = true; ///< all weights get the prior coordinate; else D stands for D + 1 below
    bool nearest_entry = false, single_block = false; ///< see EntryRule
    std::int64_t only_level = -1; ///< learn from rows cut to this level alone, head classes of its t; -1: all levels
    std::vector<std::int64_t> held_out{}; ///< [C] 1: never transformed as a cut class, never a task image; empty: none
    torch::Tensor target{}; ///< [C, D] rows to regress to, other ones than the full classifier's; undefined: those
    double scale = 0;       ///< MetaPairs::scale; 0: by the full classifier
    EntryRule rule() const { return {last_block, nearest_entry, single_block}; }
    bool holds_out(std::size_t c) const { return !held_out.empty() && held_out[c] != 0; }
};

/// Examples from the bank, all weights with the prior coordinate. Task images come from H_t, the class drawn first; of
/// a cut class only those images that the episode did not see. Real tail rows pass through the net without a target.
/// @param x [n, D + 1] training features with the constant 1   @param star [C, D + 1] full classifier with the prior
/// coordinate The arguments must outlive the result.
MetaPairs episode_pairs(const EpisodeBank& bank, const torch::Tensor& x, const torch::Tensor& star,
                        const std::vector<std::int64_t>& counts, const EpisodePairSettings& settings);

/// Root mean square coordinate over the rows of theta_star that are not zero (recipe (f)).
double weight_scale(const torch::Tensor& star);

} // namespace whydah
