#include "core/networks/small_cnn_network.h"

namespace whydah {

SmallCnnNetwork::SmallCnnNetwork(std::int64_t classes) : Network(1, "fc", SmallCnnImpl::dimension, classes) {
    for (const auto& child : body_->named_children()) register_module(child.key(), child.value()); // "layers"
    register_module("fc", head_);
}

torch::Tensor SmallCnnNetwork::features(const torch::Tensor& images) { return body_->forward(images); }

std::shared_ptr<Network> small_cnn(std::int64_t classes) { return std::make_shared<SmallCnnNetwork>(classes); }

} // namespace whydah
