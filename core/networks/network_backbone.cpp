#include "core/networks/network_backbone.h"

#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "records/error.h"

namespace whydah {

Backbone backbone_of(std::shared_ptr<Network> network, torch::Device device, std::string name) {
    network->to(device);
    network->eval();
    const std::int64_t channels = network->channels();
    return {channels, [network = std::move(network), device, name = std::move(name)](const torch::Tensor& images) {
                const c10::InferenceMode inference;
                return as_features(network->features(images.to(device)), images.size(0), name);
            }};
}

Backbone open_network(const std::string& name, const std::string& weights, torch::Device device) {
    if (weights.empty())
        throw Error({.what = "has no weights: untrained, it gives features that mean nothing",
                     .where = "option --backbone " + name,
                     .mend = "give --backbone-weights FILE (.pth, .safetensors)"});
    auto network = make_network(name, 1, 0);
    load_weights(*network, weights, HeadWeights::leave_out);
    return backbone_of(std::move(network), device, name);
}

} // namespace whydah
