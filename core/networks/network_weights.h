#pragma once

#include "core/networks/network.h"
#include "core/networks/state_dict.h"

#include <filesystem>

namespace whydah {

/// Loads weights of any form that read_weights knows. @throws Error: no such file, damaged, of another network
void load_weights(Network& network, const std::filesystem::path& file, HeadWeights head);

/// Writes weights as .safetensors, names as in torchvision. Whole or not at all. @throws Error
void save_weights(const Network& network, const std::filesystem::path& file);

} // namespace whydah
