#pragma once

#include "core/networks/network.h"
#include "core/training/mixed_precision.h"
#include "core/training/momentum_sgd.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace whydah {

/// Everything that a training needs to go on: a .safetensors file with the weights ("network."), the velocities
/// ("velocity.") and, as notes, epochs done, loss scale and what training it is of. Seeds are not kept: they follow
/// from the training's seed and the step.
void write_checkpoint(const std::filesystem::path& file, const Network& network, MomentumSgd& sgd,
                      const LossScale& scale, std::int64_t epochs_done, const std::string& identity);

/// @return epochs done; nothing if there is no file, or it is damaged or of another training (then `why` says so)
std::optional<std::int64_t> read_checkpoint(const std::filesystem::path& file, Network& network, MomentumSgd& sgd,
                                            LossScale& scale, const std::string& identity, std::string& why);

} // namespace whydah
