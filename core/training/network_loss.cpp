#include "core/training/network_loss.h"

namespace whydah {

LossChoice network_loss_choice(const ExperimentOptions& options) {
    return {options.network.network_loss, first_settings(options.classifier.loss)};
}

Loss network_loss(const ExperimentOptions& options, const std::vector<LabelledImage>& images, std::int64_t classes,
                  torch::Device device) {
    torch::Tensor counts = torch::zeros({classes});
    auto* const count = counts.data_ptr<float>();
    for (const LabelledImage& item : images) count[item.label] += 1;
    return make_loss(network_loss_choice(options), counts.to(device));
}

} // namespace whydah
