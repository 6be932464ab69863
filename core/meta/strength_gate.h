#pragma once

#include "core/meta/episode_bank.h"
#include "core/meta/meta_model_net.h"

#include <array>
#include <cstdint>
#include <vector>

namespace whydah {

/// Candidates for the strength a of theta + a (F(theta) - theta); 0 is the identity control.
inline constexpr std::array gate_strengths{0.0, 0.25, 0.5, 0.75, 1.0};

/// Two halves of the classes that can be cut (n > 2), by chance: [2][C], 1 for a class that the fold keeps out of
/// MetaModelNet's training.
std::array<std::vector<std::int64_t>, 2> gate_folds(const std::vector<std::int64_t>& counts, std::uint64_t seed);

/// How well a net that was trained without the held-out classes changes their rows (recipe (l), ours). In each episode
/// the cut rows of held-out classes are transformed with strength a, all others stay; the score is the mean recall over
/// all cut classes of the episode (held out or not, so that they pay for what they take from each other) on images that
/// were cut away, at most 20 a class; then the mean over episodes with a held-out cut class.
/// @param settings of the net's pairs, with held_out   @param x [n, D], as for the pairs   @param level only rows that
/// were cut to 2^level images are transformed; -1: all   @return score of each of gate_strengths, 0..1; zeros if no
/// episode could be used
std::vector<double> held_out_recall(MetaModelNet& net, const EpisodeBank& bank, const torch::Tensor& x,
                                    const EpisodePairSettings& settings, double scale, std::int64_t level = -1);

} // namespace whydah
