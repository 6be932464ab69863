#include "core/networks/alexnet.h"

namespace whydah {
namespace nn = torch::nn;

AlexNet::AlexNet(std::int64_t classes) : Network(3, "classifier.6", 4096, classes) {
    const auto convolution = [this](std::int64_t from, std::int64_t to, std::int64_t size, std::int64_t stride,
                                    std::int64_t padding) {
        convolutions_->push_back(nn::Conv2d(nn::Conv2dOptions(from, to, size).stride(stride).padding(padding)));
        convolutions_->push_back(nn::ReLU(nn::ReLUOptions(true)));
    };
    const auto pooling = [this] { convolutions_->push_back(nn::MaxPool2d(nn::MaxPool2dOptions(3).stride(2))); };
    convolution(3, 64, 11, 4, 2);
    pooling();
    convolution(64, 192, 5, 1, 2);
    pooling();
    convolution(192, 384, 3, 1, 1);
    convolution(384, 256, 3, 1, 1);
    convolution(256, 256, 3, 1, 1);
    pooling();
    register_module("features", convolutions_);

    // The same layers twice: all seven under the name that torchvision gives them, six of them to run.
    nn::Sequential classifier;
    const auto layer = [&](const auto& module) {
        classifier->push_back(module);
        hidden_->push_back(module);
    };
    layer(nn::Dropout());
    layer(nn::Linear(256 * 6 * 6, 4096));
    layer(nn::ReLU(nn::ReLUOptions(true)));
    layer(nn::Dropout());
    layer(nn::Linear(4096, 4096));
    layer(nn::ReLU(nn::ReLUOptions(true)));
    classifier->push_back(head_);
    register_module("classifier", classifier);
}

torch::Tensor AlexNet::features(const torch::Tensor& images) {
    const torch::Tensor x = convolutions_->forward(images);
    return hidden_->forward(torch::adaptive_avg_pool2d(x, {6, 6}).flatten(1));
}

std::shared_ptr<Network> alexnet(std::int64_t classes) { return std::make_shared<AlexNet>(classes); }

} // namespace whydah
