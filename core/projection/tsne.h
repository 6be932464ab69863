#pragma once

#include "core/experiment/job_control.h"
#include "core/projection/tsne_optimiser.h"

#include <torch/types.h>

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

namespace whydah {

struct TsneSettings {
    int dimensions = 2;               ///< 2 or 3
    double perplexity = 30;           ///< clamped to (n - 1) / 3
    std::int64_t exact_up_to = 4'000; ///< points; more than these by Barnes and Hut
    std::int64_t seed = 0;
    TsneMotion motion;
};

/// t-SNE (van der Maaten and Hinton 2008) as a state that can be carried on: starts from the points' first principal
/// coordinates, rescaled to a standard deviation of 1e-4 and shaken by a hundredth of that, and moves with each
/// iterate(). The same seed gives the same map on any number of threads.
class Tsne {
public:
    /// Finds neighbours and their probabilities, which takes as long as some hundred iterations.
    /// @param points [n, D] any float type, n >= 4   @throws Error for fewer points or values that are not finite;
    /// Stopped
    Tsne(const torch::Tensor& points, const TsneSettings& settings, const JobControl& control);

    /// @throws Stopped between two iterations; what was done is kept
    void iterate(std::int64_t count, const JobControl& control);

    std::int64_t iteration() const;
    double perplexity() const { return perplexity_; } ///< after clamping
    bool exact() const { return exact_; }
    double divergence(); ///< KL(P || Q), nats, without exaggeration
    /// [n], the third coordinate 0 in the plane
    std::vector<std::array<double, 3>> positions() const;

private:
    double perplexity_ = 0;
    bool exact_ = true;
    std::variant<std::monostate, TsneOptimiser<2>, TsneOptimiser<3>> optimiser_;
};

} // namespace whydah
