#include "core/meta/regression_loss.h"

#include "core/experiment/shared_product.h"

#include <torch/nn/functional/loss.h>

namespace whydah {
namespace {

torch::Tensor index(const std::vector<std::int64_t>& values, torch::Device device) {
    return torch::tensor(values, torch::kLong).to(device);
}

} // namespace

MetaLoss meta_loss(MetaModelNet& net, const MetaExample& example, double scale) {
    const torch::Tensor out = net->forward(example.theta, example.entry);
    const torch::Device device = out.device();
    MetaLoss loss;
    loss.regression = example.with_target.empty()
                          ? torch::zeros({}, out.options())
                          : (out.index_select(0, index(example.with_target, device)) - example.target).square().mean();
    const torch::Tensor rows = example.classifier.index_copy(0, index(example.place, device), out) * scale;
    loss.task = torch::nn::functional::cross_entropy(shared_linear(example.images, rows), example.labels);
    return loss;
}

} // namespace whydah
