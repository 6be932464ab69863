#include "core/networks/basic_block.h"

#include "core/networks/convolution.h"

namespace whydah {

torch::nn::Sequential projection_shortcut(std::int64_t from, std::int64_t to, std::int64_t stride) {
    torch::nn::Sequential shortcut;
    shortcut->push_back(convolution(from, to, 1, stride));
    shortcut->push_back(torch::nn::BatchNorm2d(to));
    return shortcut;
}

BasicBlock::BasicBlock(std::int64_t from, std::int64_t width, std::int64_t stride)
    : conv1_(convolution(from, width, 3, stride)),
      conv2_(convolution(width, width, 3)),
      bn1_(width),
      bn2_(width) {
    register_module("conv1", conv1_);
    register_module("bn1", bn1_);
    register_module("conv2", conv2_);
    register_module("bn2", bn2_);
    if (stride != 1 || from != width)
        downsample_ = register_module("downsample", projection_shortcut(from, width, stride));
}

torch::Tensor BasicBlock::forward(const torch::Tensor& x) {
    torch::Tensor out = bn1_(conv1_(x)).relu_();
    out = bn2_(conv2_(out));
    out += downsample_ ? downsample_->forward(x) : x;
    return out.relu_();
}

} // namespace whydah
