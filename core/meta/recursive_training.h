#pragma once

#include "core/experiment/job_control.h"
#include "core/meta/meta_example.h"
#include "core/meta/meta_model_net.h"

#include <cstdint>
#include <functional>

namespace whydah {

struct RecursiveTraining {
    std::int64_t steps = 100;    ///< a stage
    double learning_rate = 0.02; ///< x0.1 for the last 30 % of a stage
    double momentum = 0.9;
    double weight_decay = 0.1;
    double lambda = 1;
    double gradient_clip = 5;
    std::int64_t examples_a_step = 2;
    std::uint64_t seed = 0;
};

/// One optimiser step: losses as means over its examples.
struct MetaStep {
    std::int64_t block = 0, step = 0, total = 0; ///< step counts over all stages
    double regression = 0, task = 0;             ///< regression NaN if no example had targets
};

/// Back to front (Sec. 3.3): for i = N..0 trains blocks i..N together on Eqn (1), multi-task over k = 2^i..2^N, with a
/// fresh optimiser each stage. Stages without anything to learn from are passed over. Leaves the net in eval mode.
/// @throws Error if it diverges; Stopped
void train_recursively(MetaModelNet& net, const MetaPairs& pairs, const RecursiveTraining& training,
                       const JobControl& control, const std::function<void(const MetaStep&)>& on_step);

} // namespace whydah
