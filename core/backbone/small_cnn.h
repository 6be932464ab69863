#pragma once

#include <torch/nn.h>

#include <cstdint>
#include <string>

namespace whydah {

/// A small network for small grey pictures, 240,000 weights: four convolutions (3x3, batch normalisation, ReLU), the
/// first three followed by 2x2 max pooling, then average pooling to 2x2. [B, 1, 32, 32] -> [B, 512].
class SmallCnnImpl : public torch::nn::Module {
public:
    static constexpr std::int64_t input_size = 32, dimension = 512;
    SmallCnnImpl();
    torch::Tensor forward(const torch::Tensor& images); ///< [B, 1, 32, 32] -> [B, 512]

private:
    torch::nn::Sequential layers_;
};
TORCH_MODULE(SmallCnn);

/// Weights with a mark that tells them from other archives; written whole or not at all. @throws Error
void save_small_cnn(SmallCnn& network, const std::string& file);
SmallCnn load_small_cnn(const std::string& file); ///< in eval mode. @throws Error naming the file

} // namespace whydah
