#pragma once

#include "core/networks/network.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <memory>
#include <string>

namespace whydah {

/// A network to be trained, and where it began.
struct TrainableNetwork {
    std::shared_ptr<Network> network; ///< on the CPU, in training mode
    std::string origin; ///< name, and a hash of the weights it started from: part of a checkpoint's identity
};

/// The network of options.features.backbone with a new head of C classes. Scenario scratch: random weights; else
/// those of the backbone. Takes a network's name (with --backbone-weights, but for scratch), weights of Whydah's small
/// CNN, or (not scratch) a TorchScript module.
/// @throws Error: nothing that can be trained, no weights to begin with, weights that do not fit
TrainableNetwork open_trainable(const ExperimentOptions& options, std::int64_t classes, std::uint64_t seed);

} // namespace whydah
