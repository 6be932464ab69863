#pragma once

#include "core/data/manifest.h"
#include "core/experiment/job_control.h"
#include "core/training/network_training.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <memory>
#include <string>

namespace whydah {

/// A split's images with features of a network that was trained for it.
struct TrainedFeatures {
    Manifest manifest; ///< only the split's samples; those that cannot be decoded are taken out
    Split split;       ///< indices into it
    std::shared_ptr<const FeatureMatrix> features;
};

/// The training that the options describe, for images of `channels`.
NetworkTraining network_training(const ExperimentOptions& options, std::int64_t channels, torch::Device device,
                                 std::int64_t threads, std::uint64_t seed);

/// Scenarios 2 ("Fix FT") and 3 of Sec. 3.4: trains the backbone on the whole long-tailed training part, then computes
/// the features of all parts. The network is kept in the cache folder after every epoch and found there by what it was
/// trained on and how: a stopped run goes on, a finished one is not trained again. Its features are cached likewise.
/// Only the training part is trained on. Stages: prefix + "Network training", prefix + "Features".
/// @throws Error, Stopped
TrainedFeatures train_features(const Manifest& manifest, const Split& split, const ExperimentOptions& options,
                               std::int64_t seed, torch::Device device, std::int64_t threads, const std::string& prefix,
                               const JobControl& control, const Report& report);

} // namespace whydah
