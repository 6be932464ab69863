#pragma once

#include <torch/nn.h>

#include <cstdint>

namespace whydah {

/// A square convolution without bias, as in front of batch normalisation.
inline torch::nn::Conv2d convolution(std::int64_t from, std::int64_t to, std::int64_t size, std::int64_t stride = 1) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, size).stride(stride).padding(size / 2).bias(false));
}

} // namespace whydah
