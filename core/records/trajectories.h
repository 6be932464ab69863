#pragma once

#include "records/dynamics_report.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// A class's weight vector at one stage, in the joint projection of all stages and classes.
struct TrajectoryPoint {
    std::int64_t shot = 0; ///< k of the stage: 1, 2, 4, ...; 0 = many-shot (theta_star / output of the last block)
    std::array<double, 3> position{}; ///< first three principal coordinates
    double norm = 0;                  ///< |theta| before projection, weight units, without the prior coordinate
};

/// The way of one class's weights through the blocks that it passes: its input at the entry block, then each block's
/// output. Classes beyond the last block have one point, shot 0 (Sec. 3.2).
struct ClassTrajectory {
    std::int64_t label = 0;
    std::string name;
    std::int64_t train = 0;        ///< training images
    std::int64_t entry_block = -1; ///< i with 2^i <= n < 2^(i+1); N + 1 for classes that keep their weights
    std::vector<TrajectoryPoint> points;
};

/// Weight vectors, one a row, float32, without the prior coordinate.
struct WeightRows {
    std::int64_t dimension = 0;
    std::vector<float> values; ///< [rows, dimension]
    std::int64_t rows() const { return dimension > 0 ? static_cast<std::int64_t>(values.size()) / dimension : 0; }
};

/// Fig. 4a of one method and seed. One projection fitted to all points of all chains and classes together.
struct Trajectories {
    std::string method;
    std::int64_t seed = 0;
    std::int64_t last_block = 0;            ///< N
    std::array<double, 3> variance_share{}; ///< share of the variance on each axis, 0..1
    std::vector<ClassTrajectory> classes;   ///< test time: from each class's own block on
    /// Head classes: the mean of their models trained on 1, 2, 4, ... images, then theta_star (shot 0).
    std::vector<ClassTrajectory> measured{};
    /// The same classes as MetaModelNet predicts them, block by block from their first measured point on.
    std::vector<ClassTrajectory> regressed{};
    /// Before projection: a row for each point of classes, measured and regressed, in this order. Null in runs of
    /// before.
    std::shared_ptr<const WeightRows> weights{};
    DynamicsReport dynamics{};
    bool empty() const { return classes.empty(); }
};

} // namespace whydah
