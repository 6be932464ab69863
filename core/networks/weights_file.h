#pragma once

#include "core/networks/state_dict.h"

#include <filesystem>

namespace whydah {

/// Reads a network's weights, known by what the file holds, not by its name:
/// - torch.save of a state_dict, in today's zip form and in the older one, also within a checkpoint
///   ({"state_dict": ..., "epoch": ...}) and with the names of DataParallel ("module.");
/// - .safetensors, Whydah's own form as well;
/// - TorchScript modules and torch::serialize archives (small_cnn.pt): their parameters and buffers.
/// No code of the file is run. Tensors are on the CPU, of the file's types.
/// @throws Error naming the file, what is wrong, and how to write one that fits
StateDict read_weights(const std::filesystem::path& file);

} // namespace whydah
