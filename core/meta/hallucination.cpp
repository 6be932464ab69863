#include "core/meta/hallucination.h"

#include <cassert>

namespace whydah {

WeightPath pass_blocks(MetaModelNet& net, std::int64_t label, std::int64_t level, const torch::Tensor& theta,
                       double scale, const Strength& strength, const EntryRule& rule) {
    const torch::NoGradGuard no_gradients;
    const double a = strength.of(level);
    const auto shots = [&](std::int64_t at) { return at > rule.last_level ? 0 : shots_of(at); };
    WeightPath path{label, level, {shots(level)}, {theta}};
    torch::Tensor inside = (theta / scale).unsqueeze(0);
    for (std::int64_t i = rule.block_of(level); i <= net->last_block(); ++i) {
        inside = net->forward_between(inside, i, i + 1);
        path.shots.push_back(rule.single ? 0 : shots(i + 1));
        path.steps.push_back(theta + a * (inside[0] * scale - theta));
    }
    return path;
}

Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, const Strength& strength, const EntryRule& rule) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    assert(net->last_block() == rule.last_block());
    Hallucination out{weights.clone(), {}};
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const std::int64_t level = rule.level_of(counts[c]);
        if (level < 0) continue;
        const auto label = static_cast<std::int64_t>(c);
        out.paths.push_back(pass_blocks(net, label, level, weights[label], scale, strength, rule));
        out.weights[label] = out.paths.back().steps.back();
    }
    return out;
}

std::vector<WeightPath> mean_paths(const std::vector<std::vector<WeightPath>>& of_nets) {
    std::vector<WeightPath> mean = of_nets.front();
    if (of_nets.size() == 1) return mean;
    for (std::size_t c = 0; c < mean.size(); ++c)
        for (std::size_t step = 0; step < mean[c].steps.size(); ++step) {
            torch::Tensor sum = torch::zeros_like(mean[c].steps[step]);
            for (const auto& paths : of_nets) sum += paths[c].steps[step];
            mean[c].steps[step] = sum / static_cast<double>(of_nets.size());
        }
    return mean;
}

Hallucination mean_hallucination(const std::vector<Hallucination>& of_nets) {
    if (of_nets.size() == 1) return of_nets.front();
    std::vector<std::vector<WeightPath>> paths;
    for (const Hallucination& one : of_nets) paths.push_back(one.paths);
    Hallucination mean{of_nets.front().weights.clone(), mean_paths(paths)};
    for (const WeightPath& path : mean.paths) mean.weights[path.label] = path.steps.back();
    return mean;
}

} // namespace whydah
