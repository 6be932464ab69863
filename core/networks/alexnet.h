#pragma once

#include "core/networks/network.h"

#include <cstdint>
#include <memory>

namespace whydah {

/// AlexNet as torchvision has it: "One weird trick" (Krizhevsky 2014), five convolutions and three linear layers. The
/// paper's theta in R^4096 (Sec. 3.1). Features: [B, 4096], after the second linear layer's ReLU.
class AlexNet : public Network {
public:
    explicit AlexNet(std::int64_t classes);
    torch::Tensor features(const torch::Tensor& images) override; ///< [B, 3, S, S], S >= 63; made for 224

private:
    torch::nn::Sequential convolutions_; ///< "features"
    torch::nn::Sequential hidden_;       ///< "classifier" without its last layer
};

std::shared_ptr<Network> alexnet(std::int64_t classes);

} // namespace whydah
