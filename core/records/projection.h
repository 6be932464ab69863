#pragma once

#include "records/trajectories.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// How weight vectors become points of a picture (Fig. 4). Always one fit for all stages, chains and classes together.
struct ProjectionOptions {
    enum class Kind { pca, tsne } kind = Kind::pca;
    /// none: as they are. unit_norm: directions only, each vector divided by its norm. cosine: as that, about the mean
    /// if centred, and principal axes through the origin, so that the picture's inner products are cosines.
    enum class Scaling { none, unit_norm, cosine } scaling = Scaling::none;
    bool centre = true;            ///< subtract the mean (PCA; with cosine also t-SNE)
    bool axes_of_measured = false; ///< PCA: axes and mean of the measured chains only, all others projected on them
    bool measured = true;          ///< take in the measured and the regressed chains of head classes
    int dimensions = 2;            ///< t-SNE: 2 or 3
    double perplexity = 30;        ///< t-SNE: clamped to (n - 1) / 3
    std::int64_t seed = 0;         ///< t-SNE
    std::int64_t iterations = 750; ///< t-SNE: after these it is taken as done; it can be carried on
};

/// A state of the projection. Positions in the order of WeightRows: points of classes, then of the measured and the
/// regressed chains if they were taken in.
struct ProjectionFrame {
    std::vector<std::array<double, 3>> positions;
    std::array<double, 3> variance_share{}; ///< PCA: of the points that the axes were fitted to, 0..1
    std::int64_t iteration = 0;             ///< t-SNE
    std::optional<double> divergence;       ///< t-SNE: KL(P || Q), nats
    double perplexity = 0;                  ///< t-SNE: in force
    bool exact = true;                      ///< t-SNE: else Barnes-Hut
    std::vector<std::string> warnings;
};

/// The chains at the frame's places. Without measured chains in the frame they are left out.
Trajectories placed(Trajectories trajectories, const ProjectionFrame& frame);

} // namespace whydah
