#include "core/backbone/backbone.h"

#include "core/networks/network_backbone.h"
#include "core/networks/network_list.h"
#include "records/error.h"

#include <filesystem>
#include <sstream>

namespace whydah {

Backbone open_backbone(const FeatureOptions& options, torch::Device device, std::int64_t threads) {
    const std::string& file = options.backbone;
    if (file.empty())
        throw Error({.what = "images need a network that turns them into features",
                     .where = "option --backbone",
                     .mend = "give a TorchScript (.pt) or ONNX (.onnx) file, a network's name (resnet50) with "
                             "--backbone-weights, or a feature table (.npz) as data set"});
    if (find_network(file)) return open_network(file, options.backbone_weights, device);
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        throw Error({.what = "there is no such backbone file", .where = file, .mend = "check --backbone"});
    if (std::filesystem::path(file).extension() == ".onnx") return open_onnx(file, threads);
    return is_small_cnn(file) ? open_small_cnn(file, device) : open_torchscript(file, device);
}

torch::Tensor as_features(const torch::Tensor& output, std::int64_t images, const std::string& file) {
    torch::Tensor features = output;
    while (features.dim() > 2 && features.size(-1) == 1) features = features.squeeze(-1);
    if (features.dim() == 2 && features.size(0) == images && features.size(1) > 0)
        return features.to(torch::kCPU, torch::kFloat).contiguous();
    std::ostringstream shape;
    shape << output.sizes();
    throw Error(
        {.what = "gives " + shape.str() + " for " + std::to_string(images) + " images, not one feature vector each",
         .where = file,
         .mend = "export the network up to its last pooling layer, so that it gives [B, D]"});
}

} // namespace whydah
