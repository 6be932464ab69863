#include "core/baselines/baseline.h"

namespace whydah {

torch::Tensor inverse_frequency(const ClassImages& images) {
    // Mean over images of 1 / n_c = sum over classes of n_c (1 / n_c) / n = (classes with images) / n.
    double total = 0, filled = 0;
    for (const auto& rows : images) total += static_cast<double>(rows.size()), filled += rows.empty() ? 0 : 1;
    std::vector<float> weights;
    for (const auto& rows : images)
        weights.push_back(rows.empty() ? 0.0F : static_cast<float>(total / filled / static_cast<double>(rows.size())));
    return torch::tensor(weights);
}

BaselineFit cost_sensitive(const ClassImages& images, const FitSettings& shared, std::uint64_t seed,
                           double learning_rate, torch::Device device) {
    BaselineFit fit{{images, seed}, shared};
    fit.settings.class_weights = inverse_frequency(images).to(device);
    fit.settings.learning_rate = learning_rate;
    return fit;
}

} // namespace whydah
