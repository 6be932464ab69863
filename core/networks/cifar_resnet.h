#pragma once

#include "core/networks/network.h"

#include <array>
#include <cstdint>
#include <memory>

namespace whydah {

/// The ResNet-32 of the CIFAR benchmarks (He et al. 2016, Sec. 4.2): three stages of five basic blocks of 16, 32 and 64
/// channels, 464,154 weights with ten classes. Names, shortcuts (option A: every second pixel, new channels zero) and
/// start as in the reference code of LDAM (Cao et al. 2019), so that its checkpoints load. Features: [B, 64].
class CifarResNet : public Network {
public:
    explicit CifarResNet(std::int64_t blocks_a_stage, std::int64_t classes);
    torch::Tensor features(const torch::Tensor& images) override; ///< [B, 3, S, S], S >= 4; made for 32

private:
    torch::nn::Conv2d conv1_;
    torch::nn::BatchNorm2d bn1_;
    std::array<torch::nn::Sequential, 3> layers_;
};

std::shared_ptr<Network> resnet32(std::int64_t classes);

} // namespace whydah
