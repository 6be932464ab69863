#include "core/networks/cifar_resnet.h"

#include "core/networks/convolution.h"

#include <string>

namespace whydah {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

/// BasicBlock with the shortcut that has no weights.
class PaddedBlock : public nn::Module {
public:
    PaddedBlock(std::int64_t from, std::int64_t width, std::int64_t stride)
        : conv1_(convolution(from, width, 3, stride)),
          conv2_(convolution(width, width, 3)),
          bn1_(width),
          bn2_(width),
          stride_(stride),
          padding_((width - from) / 2) {
        register_module("conv1", conv1_);
        register_module("bn1", bn1_);
        register_module("conv2", conv2_);
        register_module("bn2", bn2_);
    }

    torch::Tensor forward(const torch::Tensor& x) {
        torch::Tensor out = bn1_(conv1_(x)).relu_();
        out = bn2_(conv2_(out));
        out += shortcut(x);
        return out.relu_();
    }

private:
    torch::Tensor shortcut(const torch::Tensor& x) const {
        if (stride_ == 1 && padding_ == 0) return x;
        const torch::Tensor fewer = x.slice(2, 0, c10::nullopt, stride_).slice(3, 0, c10::nullopt, stride_);
        return torch::constant_pad_nd(fewer, {0, 0, 0, 0, padding_, padding_});
    }

    nn::Conv2d conv1_, conv2_;
    nn::BatchNorm2d bn1_, bn2_;
    std::int64_t stride_, padding_;
};

} // namespace

CifarResNet::CifarResNet(std::int64_t blocks_a_stage, std::int64_t classes)
    : Network(3, "linear", 64, classes),
      conv1_(convolution(3, 16, 3)),
      bn1_(16) {
    register_module("conv1", conv1_);
    register_module("bn1", bn1_);
    std::int64_t from = 16, width = 16;
    for (std::size_t stage = 0; stage < layers_.size(); ++stage, width *= 2) {
        for (std::int64_t block = 0; block < blocks_a_stage; ++block) {
            layers_[stage]->push_back(std::make_shared<PaddedBlock>(from, width, stage > 0 && block == 0 ? 2 : 1));
            from = width;
        }
        register_module("layer" + std::to_string(stage + 1), layers_[stage]);
    }
    register_module("linear", head_);
    for (const auto& module : modules(false)) { // fan_in, for the head as well: LDAM's start
        if (auto* convolved = module->as<nn::Conv2d>()) nn::init::kaiming_normal_(convolved->weight);
        if (auto* linear = module->as<nn::Linear>()) nn::init::kaiming_normal_(linear->weight);
    }
}

torch::Tensor CifarResNet::features(const torch::Tensor& images) {
    torch::Tensor x = bn1_(conv1_(images)).relu_();
    for (nn::Sequential& layer : layers_) x = layer->forward(x);
    return torch::adaptive_avg_pool2d(x, {1, 1}).flatten(1);
}

std::shared_ptr<Network> resnet32(std::int64_t classes) { return std::make_shared<CifarResNet>(5, classes); }

} // namespace whydah
