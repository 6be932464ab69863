#pragma once

#include "records/dynamics_report.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace whydah {

/// A point of the plane that is drawn while a net trains: its first two principal components.
using PlanePoint = std::array<double, 2>;

/// A head class's weights as measured, and what the blocks that are trained so far make of them.
struct GrowingPath {
    std::int64_t label = 0;
    std::vector<std::int64_t>
        shots{}; ///< of `measured`: 1, 2, 4, ..., then 0 for theta_star; gaps where none was measured
    std::vector<PlanePoint> measured{}; ///< the same plane for all of a method and seed
    /// From the class's measured weights at `first_shots` shots, then the output of each block to the last one. Empty:
    /// the class has no measured weights where the trained blocks begin.
    std::vector<PlanePoint> predicted{};
    std::int64_t first_shots = 0;
};

/// MetaModelNet while it trains, from its last block to its first (Sec. 3.3): told at the end of each block, and now
/// and then within it. No Event: nothing keeps it, and to look costs time, which only those spend who ask for it.
struct BlockProgress {
    std::string method{};
    std::int64_t seed = 0;
    std::int64_t net = 0, nets = 1; ///< of those that validation chooses among, or that are averaged
    std::int64_t block = 0, last_block = 0;
    std::int64_t step = 0;                  ///< of this net, over all of its blocks
    std::int64_t threshold = 0;             ///< t = 2k of the block
    std::int64_t head_classes = 0;          ///< |H_t|: classes with more than t training images, which it learns from
    bool finished = false;                  ///< the block is trained
    std::vector<BlockChange> changes{};     ///< of the blocks block..N, over rows that enter at one of them
    std::array<double, 2> variance_share{}; ///< of the plane's axes, 0..1, of the measured weights
    std::vector<GrowingPath> paths{};       ///< at most 48, evenly over the head classes
};
/// Called on the job's thread; must return quickly and must not throw. Empty: nobody watches, and nothing is looked at.
using BlockReport = std::function<void(BlockProgress)>;

} // namespace whydah
