#pragma once

#include "records/experiment_options.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <string>

namespace whydah {

/// A network that turns images into feature vectors.
struct Backbone {
    std::int64_t channels = 3; ///< 3: RGB; 1: grey
    /// @param images [B, channels, S, S] float32 on the CPU, normalised   @return [B, D] float32 on the CPU
    std::function<torch::Tensor(const torch::Tensor& images)> run;
};

/// Opens a network that Whydah builds by its name with --backbone-weights, a TorchScript file (.pt, .pth, .ts), an ONNX
/// file (.onnx) or weights of Whydah's small CNN.
/// @throws Error naming the file and the mend: missing, of another kind, damaged, a plain state_dict
Backbone open_backbone(const FeatureOptions& options, torch::Device device, std::int64_t threads);

Backbone open_torchscript(const std::string& file, torch::Device device);
Backbone open_onnx(const std::string& file, std::int64_t threads); ///< OpenCV dnn, on the CPU
Backbone open_small_cnn(const std::string& file, torch::Device device);
bool is_small_cnn(const std::string& file);

/// [B, D] from what the network gave: [B, D] as it is, [B, D, 1, 1] without its last dimensions. @throws Error for
/// other shapes
torch::Tensor as_features(const torch::Tensor& output, std::int64_t images, const std::string& file);

} // namespace whydah
