#include "core/networks/bottleneck.h"

#include "core/networks/basic_block.h"
#include "core/networks/convolution.h"

namespace whydah {

Bottleneck::Bottleneck(std::int64_t from, std::int64_t width, std::int64_t stride)
    : conv1_(convolution(from, width, 1)),
      conv2_(convolution(width, width, 3, stride)),
      conv3_(convolution(width, expansion * width, 1)),
      bn1_(width),
      bn2_(width),
      bn3_(expansion * width) {
    register_module("conv1", conv1_);
    register_module("bn1", bn1_);
    register_module("conv2", conv2_);
    register_module("bn2", bn2_);
    register_module("conv3", conv3_);
    register_module("bn3", bn3_);
    if (stride != 1 || from != expansion * width)
        downsample_ = register_module("downsample", projection_shortcut(from, expansion * width, stride));
}

torch::Tensor Bottleneck::forward(const torch::Tensor& x) {
    torch::Tensor out = bn1_(conv1_(x)).relu_();
    out = bn2_(conv2_(out)).relu_();
    out = bn3_(conv3_(out));
    out += downsample_ ? downsample_->forward(x) : x;
    return out.relu_();
}

} // namespace whydah
