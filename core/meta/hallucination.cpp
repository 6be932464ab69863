#include "core/meta/hallucination.h"

#include "core/meta/head_classes.h"

namespace whydah {

Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, double strength) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    const std::int64_t last = net->last_block();
    Hallucination out{weights.clone(), {}};
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const std::int64_t entry = entry_block(counts[c], last);
        if (entry < 0) continue;
        const auto label = static_cast<std::int64_t>(c);
        const torch::Tensor theta = weights[label];
        WeightPath path{label, entry, {theta}};
        torch::Tensor inside = (theta / scale).unsqueeze(0);
        for (std::int64_t i = entry; i <= last; ++i) {
            inside = net->forward_between(inside, i, i + 1);
            path.steps.push_back(theta + strength * (inside[0] * scale - theta));
        }
        out.weights[label] = path.steps.back();
        out.paths.push_back(std::move(path));
    }
    return out;
}

} // namespace whydah
