#pragma once

#include <torch/nn.h>

#include <cstdint>

namespace whydah {

/// Residual block of 1x1, 3x3 and 1x1 convolutions (He et al. 2016, Fig. 5 right); the stride stands in the 3x3 one, as
/// in torchvision ("ResNet v1.5").
class Bottleneck : public torch::nn::Module {
public:
    static constexpr std::int64_t expansion = 4;
    Bottleneck(std::int64_t from, std::int64_t width, std::int64_t stride);
    torch::Tensor forward(const torch::Tensor& x); ///< [B, from, h, w] -> [B, 4 width, h/stride, w/stride]

private:
    torch::nn::Conv2d conv1_, conv2_, conv3_;
    torch::nn::BatchNorm2d bn1_, bn2_, bn3_;
    torch::nn::Sequential downsample_{nullptr};
};

} // namespace whydah
