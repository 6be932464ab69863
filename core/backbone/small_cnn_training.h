#pragma once

#include "core/experiment/job_control.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <string>

namespace whydah {

/// How Whydah's small CNN is trained as a classifier on images of any data set (all parts of it).
struct SmallCnnTraining {
    DataOptions data;
    std::string out; ///< file for the weights
    std::int64_t epochs = 8;
    std::int64_t batch = 128;
    double learning_rate = 0.1; ///< falls to 0 along a cosine
    double momentum = 0.9;
    double weight_decay = 5e-4;
    std::int64_t seed = 0;
    std::int64_t threads = 0; ///< 0: all cores
};

/// SGD with random shifts, turns and sizes. Reports the stage "Training" in images and the loss in the log; one tenth
/// of the images, at random, is held out and its accuracy reported. Writes the weights at the end. @throws Error,
/// Stopped
void train_small_cnn(const SmallCnnTraining& training, const JobControl& control, const Report& report);

} // namespace whydah
