#pragma once

#include "core/meta/head_classes.h"
#include "core/meta/meta_model_net.h"
#include "core/meta/weight_chains.h"
#include "records/block_progress.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// Looks into a MetaModelNet that trains. Draws no random number and leaves the net as it was.
class TrainingWatch {
public:
    /// The rows that the record's block changes are of: those that enter at test time, and the first measured ones. Of
    /// more than 1,024 every so-manieth.
    /// @param weights [C, D] at test time   @param counts [C] training images   @param scale MetaPairs::scale
    /// @param coordinates of the D that are weights
    TrainingWatch(const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                  const std::vector<MeasuredChain>& measured, double scale, const EntryRule& rule,
                  std::int64_t coordinates);

    /// Block, head classes, changes and paths of a net whose blocks i..N have been trained so far.
    BlockProgress look(MetaModelNet& net, std::int64_t i) const;

private:
    struct Start { ///< a row that enters at a block
        torch::Tensor row;
        std::int64_t block;
    };
    void choose_paths(const std::vector<MeasuredChain>& measured);
    void add_paths(MetaModelNet& net, std::int64_t i, BlockProgress& out) const;
    std::int64_t measured_at(const MeasuredChain& chain, std::int64_t block) const;
    std::vector<PlanePoint> placed(const torch::Tensor& rows) const;

    std::vector<std::int64_t> counts_;
    double scale_;
    EntryRule rule_;
    std::int64_t coordinates_;
    std::vector<Start> starts_;
    std::vector<MeasuredChain> chains_; ///< of the drawn classes
    std::vector<GrowingPath> measured_; ///< of these
    torch::Tensor mean_, axes_;         ///< [1, D'], [D', 2] of the plane
    std::array<double, 2> variance_share_{};
};

} // namespace whydah
