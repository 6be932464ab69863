#include "core/meta/prior_coordinate.h"

#include <cmath>
#include <numeric>

namespace whydah {

torch::Tensor with_prior(const torch::Tensor& weights, const std::vector<std::int64_t>& counts, double tau) {
    constexpr float never = -1e4F;
    const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    std::vector<float> prior;
    for (std::int64_t n : counts)
        prior.push_back(n > 0 ? static_cast<float>(-tau * std::log(static_cast<double>(n) / total)) : never);
    return torch::cat({weights, torch::tensor(prior).unsqueeze(1).to(weights.device())}, 1);
}

torch::Tensor with_one(const torch::Tensor& x) { return torch::cat({x, torch::ones({x.size(0), 1}, x.options())}, 1); }

} // namespace whydah
