#pragma once

#include "core/experiment/meta_variant.h"
#include "core/meta/recursive_training.h"

#include <chrono>

namespace whydah {

/// Tells those who watch how far a net's training is (BlockProgress): at the end of each block, and within it as often
/// as looking takes no more than a hundredth of the time. Without a watch it does nothing.
class WatchedTraining {
public:
    /// @param net number among the variant's nets
    WatchedTraining(const MethodContext& context, const MetaVariant& variant, std::int64_t net);
    /// After a step of the optimiser. A net that came out of the cache is told of once, at its end.
    void take(MetaModelNet& net, const MetaStep& step);

private:
    using Clock = std::chrono::steady_clock;
    const MethodContext& context_;
    const MetaVariant& variant_;
    std::int64_t number_;
    Clock::time_point looked_ = Clock::now();
    Clock::duration cost_{};
};

} // namespace whydah
