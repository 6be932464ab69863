#pragma once

#include <torch/nn.h>

#include <cstdint>

namespace whydah {

/// Residual block of two 3x3 convolutions (He et al. 2016, Fig. 5 left). The shortcut is the identity, or `downsample`
/// where width or stride change: a 1x1 convolution and batch normalisation (option B).
class BasicBlock : public torch::nn::Module {
public:
    static constexpr std::int64_t expansion = 1;
    BasicBlock(std::int64_t from, std::int64_t width, std::int64_t stride);
    torch::Tensor forward(const torch::Tensor& x); ///< [B, from, h, w] -> [B, width, h/stride, w/stride]

private:
    torch::nn::Conv2d conv1_, conv2_;
    torch::nn::BatchNorm2d bn1_, bn2_;
    torch::nn::Sequential downsample_{nullptr};
};

/// `downsample` as torchvision names it: "0" the convolution, "1" the batch normalisation.
torch::nn::Sequential projection_shortcut(std::int64_t from, std::int64_t to, std::int64_t stride);

} // namespace whydah
