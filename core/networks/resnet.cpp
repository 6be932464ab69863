#include "core/networks/resnet.h"

#include "core/networks/basic_block.h"
#include "core/networks/bottleneck.h"

#include <string>

namespace whydah {
namespace nn = torch::nn;

void start_convolutions(nn::Module& network) {
    for (const auto& module : network.modules(false))
        if (auto* convolution = module->as<nn::Conv2d>())
            nn::init::kaiming_normal_(convolution->weight, 0, torch::kFanOut, torch::kReLU);
}

template <class Block>
ResNet<Block>::ResNet(const std::array<std::int64_t, 4>& blocks, std::int64_t classes)
    : Network(3, "fc", 512 * Block::expansion, classes),
      conv1_(nn::Conv2dOptions(3, 64, 7).stride(2).padding(3).bias(false)),
      bn1_(64) {
    register_module("conv1", conv1_);
    register_module("bn1", bn1_);
    std::int64_t from = 64, width = 64;
    for (std::size_t stage = 0; stage < blocks.size(); ++stage, width *= 2) {
        for (std::int64_t block = 0; block < blocks[stage]; ++block) {
            layers_[stage]->push_back(std::make_shared<Block>(from, width, stage > 0 && block == 0 ? 2 : 1));
            from = width * Block::expansion;
        }
        register_module("layer" + std::to_string(stage + 1), layers_[stage]);
    }
    register_module("fc", head_);
    start_convolutions(*this);
}

template <class Block>
torch::Tensor ResNet<Block>::features(const torch::Tensor& images) {
    torch::Tensor x = bn1_(conv1_(images)).relu_();
    x = torch::max_pool2d(x, 3, 2, 1);
    for (nn::Sequential& layer : layers_) x = layer->forward(x);
    return torch::adaptive_avg_pool2d(x, {1, 1}).flatten(1);
}

std::shared_ptr<Network> resnet18(std::int64_t classes) {
    return std::make_shared<ResNet<BasicBlock>>(std::array<std::int64_t, 4>{2, 2, 2, 2}, classes);
}
std::shared_ptr<Network> resnet34(std::int64_t classes) {
    return std::make_shared<ResNet<BasicBlock>>(std::array<std::int64_t, 4>{3, 4, 6, 3}, classes);
}
std::shared_ptr<Network> resnet50(std::int64_t classes) {
    return std::make_shared<ResNet<Bottleneck>>(std::array<std::int64_t, 4>{3, 4, 6, 3}, classes);
}
std::shared_ptr<Network> resnet101(std::int64_t classes) {
    return std::make_shared<ResNet<Bottleneck>>(std::array<std::int64_t, 4>{3, 4, 23, 3}, classes);
}
std::shared_ptr<Network> resnet152(std::int64_t classes) {
    return std::make_shared<ResNet<Bottleneck>>(std::array<std::int64_t, 4>{3, 8, 36, 3}, classes);
}

} // namespace whydah
