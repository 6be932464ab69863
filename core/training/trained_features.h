#pragma once

#include "core/data/manifest.h"
#include "core/experiment/job_control.h"
#include "core/training/network_training.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// A split's images with features of a network that was trained for it.
struct TrainedFeatures {
    Manifest manifest; ///< only the split's samples; those that cannot be decoded are taken out
    Split split;       ///< indices into it
    std::shared_ptr<const FeatureMatrix> features; ///< of the trained network
    std::shared_ptr<const FeatureMatrix> before;   ///< of the network that the training started from
    /// Recur FT: [i] features of the training part, in the order of split.train, of the network that was fine-tuned for
    /// block i; [0] empty, as these are `features`. Empty in other scenarios.
    std::vector<std::shared_ptr<const FeatureMatrix>> of_block;
    torch::Tensor head;       ///< [C, D + 1] the network's own last layer, its bias in the last column; Recur FT: undefined
    bool unit_length = false; ///< the head is for features scaled to length 1 (a cosine loss)
    double seconds = 0;       ///< of the training, in this call
    std::vector<std::pair<std::string, std::string>> card; ///< what the protocol card shall say of the network
};

/// What training a network needs to know of its run.
struct NetworkRun {
    const ExperimentOptions& options;
    SeedSet seeds;
    torch::Device device;
    std::int64_t threads = 1;
    const std::string& prefix; ///< of stage names
    const JobControl& control;
    const Report& report;
};

/// The training that the options describe, for images of `channels`; loss and order of images are still the plain ones.
NetworkTraining network_training(const ExperimentOptions& options, std::int64_t channels, torch::Device device,
                                 std::int64_t threads, std::uint64_t seed);

/// Scenarios 2 ("Fix FT", "Recur FT") and 3 of Sec. 3.4: trains the backbone on the long-tailed training part, then
/// computes the features of all parts, before and after. Networks are kept in the cache folder after every epoch and
/// found there by what they were trained on and how: a stopped run goes on, a finished one is not trained again. Their
/// features are cached likewise. Only the training part is trained on. Stages: prefix + each of network_stages.
/// @throws Error, Stopped
TrainedFeatures train_features(const Manifest& manifest, const Split& split, const ExperimentOptions& options,
                               std::int64_t seed, torch::Device device, std::int64_t threads, const std::string& prefix,
                               const JobControl& control, const Report& report);

/// Stages that train_features reports, in order.
std::vector<std::string> network_stages(const ExperimentOptions& options);

/// The split's samples as a data set of its own, each marked with its part: training, then validation, then test part.
Manifest only_split(const Manifest& manifest, const Split& split);

/// Trains on these images by the options' loss and sampling, or finds the network in the cache. @param settings what
/// network_training gave, with its epochs   @param purpose what tells the training apart beside settings, loss,
/// sampling and images   @return its identity, the name under which it is kept
std::string train_or_find(Network& network, const std::vector<LabelledImage>& images, NetworkTraining settings,
                          const std::string& purpose, const NetworkRun& run, const std::string& stage,
                          const Report& report);

} // namespace whydah
