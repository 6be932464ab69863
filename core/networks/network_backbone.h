#pragma once

#include "core/backbone/backbone.h"
#include "core/networks/network.h"

#include <memory>
#include <string>

namespace whydah {

/// The features of a network, in eval mode on the device, as a backbone. The network is shared: training it afterwards
/// changes the features.
Backbone backbone_of(std::shared_ptr<Network> network, torch::Device device, std::string name);

/// A network that Whydah builds, with weights from a file; those of the head are not used. @throws Error
Backbone open_network(const std::string& name, const std::string& weights, torch::Device device);

} // namespace whydah
