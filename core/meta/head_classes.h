#pragma once

#include "records/experiment_options.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// H_t: labels of the classes with strictly more than t training images, ascending (Sec. 3.1).
std::vector<std::int64_t> head_classes(const std::vector<std::int64_t>& counts, std::int64_t threshold);

/// t of block i: 2k = 2^(i+1) (Sec. 3.1, 3.3).
constexpr std::int64_t threshold_of(std::int64_t block) { return std::int64_t{1} << (block + 1); }
/// k of block i: 2^i.
constexpr std::int64_t shots_of(std::int64_t block) { return std::int64_t{1} << block; }

/// Block that a class with n training images enters: floor(log2 n), at most N + 1, the identity. -1 for n = 0: there
/// are no weights.
std::int64_t entry_block(std::int64_t training_images, std::int64_t last_block);

/// Which block a class enters, and its level: the i whose 2^i stands for its number of images.
struct EntryRule {
    std::int64_t last_level = 0; ///< N; classes of level N + 1 keep their weights
    bool nearest = false;        ///< level = log2 n rounded; else rounded down, see entry_block
    bool single = false;         ///< one block for the levels 0..N together

    std::int64_t level_of(std::int64_t training_images) const; ///< -1 for no images, at most N + 1
    std::int64_t block_of(std::int64_t level) const { return single ? (level > last_level ? 1 : 0) : level; }
    std::int64_t last_block() const { return single ? 0 : last_level; }
};

/// Largest level j <= N that a head class can be cut to, so that 2^(j+1) < n; -1 if none.
std::int64_t deepest_cut(std::int64_t training_images, std::int64_t last_block);

/// N: as given, or the largest with |H_(2^(N+1))| >= max(head_classes, head_share * C), at most max_blocks - 1. At
/// least 0; never so large that the last block would have fewer than two head classes, unless N is 0.
std::int64_t choose_last_block(const std::vector<std::int64_t>& counts, const MetaOptions& options);

} // namespace whydah
