#pragma once

#include <torch/nn.h>

#include <cstdint>
#include <string>

namespace whydah {

/// A network that classifies images: penultimate features, then one linear layer, the head. The rows of the head's
/// weights are the paper's theta, the features what they are multiplied with (Sec. 3.1: "parameters from the last
/// fully-connected layer"). Modules and parameters bear torchvision's names, so that its weights load.
class Network : public torch::nn::Module {
public:
    /// @param images [B, channels, S, S] float32, normalised   @return [B, D], before the head
    virtual torch::Tensor features(const torch::Tensor& images) = 0;
    torch::Tensor forward(const torch::Tensor& images) { return head_->forward(features(images)); } ///< [B, C]

    const torch::nn::Linear& head() const { return head_; }          ///< weight [C, D], bias [C]
    const std::string& head_name() const { return head_name_; }      ///< "fc", "classifier.6", ...
    std::int64_t channels() const { return channels_; }              ///< 3: RGB; 1: grey
    std::int64_t dimension() const { return head_->weight.size(1); } ///< D
    std::int64_t classes() const { return head_->weight.size(0); }   ///< C

protected:
    Network(std::int64_t channels, std::string head_name, std::int64_t dimension, std::int64_t classes)
        : head_(dimension, classes),
          head_name_(std::move(head_name)),
          channels_(channels) {}
    torch::nn::Linear head_; ///< to be registered by the network, under its head_name

private:
    std::string head_name_;
    std::int64_t channels_;
};

} // namespace whydah
