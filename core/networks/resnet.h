#pragma once

#include "core/networks/network.h"

#include <array>
#include <cstdint>
#include <memory>

namespace whydah {

/// Blocks of the four stages. 18: {2,2,2,2} and 34: {3,4,6,3} of BasicBlock; 50: {3,4,6,3}, 101: {3,4,23,3} and
/// 152: {3,8,36,3} of Bottleneck (He et al. 2016, Table 1). Features: [B, 512] or [B, 2048], after average pooling.
template <class Block>
class ResNet : public Network {
public:
    ResNet(const std::array<std::int64_t, 4>& blocks, std::int64_t classes);
    torch::Tensor features(const torch::Tensor& images) override; ///< [B, 3, S, S], S >= 32

private:
    torch::nn::Conv2d conv1_;
    torch::nn::BatchNorm2d bn1_;
    std::array<torch::nn::Sequential, 4> layers_;
};

std::shared_ptr<Network> resnet18(std::int64_t classes);
std::shared_ptr<Network> resnet34(std::int64_t classes);
std::shared_ptr<Network> resnet50(std::int64_t classes);
std::shared_ptr<Network> resnet101(std::int64_t classes);
std::shared_ptr<Network> resnet152(std::int64_t classes); ///< the network of Tables 1 and 2

/// Convolutions from N(0, 2 / fan_out), as He et al. 2015 and torchvision start them; all others as LibTorch does.
void start_convolutions(torch::nn::Module& network);

} // namespace whydah
