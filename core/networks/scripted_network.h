#pragma once

#include "core/networks/network.h"

#include <cstdint>
#include <memory>
#include <string>

namespace whydah {

/// A TorchScript module (RGB images in, one vector each out) as the body of a network that can be trained, with a new
/// head "head" on top. Parameters bear the module's names with "body." in front.
/// @param input_size side of the images, to learn D from
/// @throws Error if it cannot be loaded, gives no [B, D], or cannot be trained: recorded in eval mode, frozen
std::shared_ptr<Network> open_scripted_network(const std::string& file, std::int64_t classes, std::int64_t input_size,
                                               std::uint64_t seed);

} // namespace whydah
