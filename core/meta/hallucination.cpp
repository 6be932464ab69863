#include "core/meta/hallucination.h"

#include <cassert>

namespace whydah {

std::vector<WeightPath> pass_blocks(MetaModelNet& net, const std::vector<WeightStart>& starts,
                                    const torch::Tensor& theta, double scale,
                                    const Strength& strength, const EntryRule& rule) {
    const torch::NoGradGuard no_gradients;
    const auto shots = [&](std::int64_t at) { return at > rule.last_level ? 0 : shots_of(at); };
    std::vector<WeightPath> paths;
    for (std::size_t row = 0; row < starts.size(); ++row)
        paths.push_back({starts[row].label,
                         starts[row].level,
                         {shots(starts[row].level)},
                         {theta[static_cast<std::int64_t>(row)]}});
    std::vector<float> of_row; // a of each
    for (const WeightStart& start : starts) of_row.push_back(static_cast<float>(strength.of(start.level)));
    const torch::Tensor a = torch::tensor(of_row).to(theta.device()).unsqueeze(1); // [M, 1]
    torch::Tensor inside = theta / scale;
    for (std::int64_t i = 0; i <= net->last_block(); ++i) {
        std::vector<std::int64_t> entered; // all that are inside go on together
        for (std::size_t row = 0; row < starts.size(); ++row)
            if (rule.block_of(starts[row].level) <= i) entered.push_back(static_cast<std::int64_t>(row));
        if (entered.empty()) continue;
        const torch::Tensor rows = torch::tensor(entered, torch::kLong).to(theta.device());
        inside.index_copy_(0, rows, net->forward_between(inside.index_select(0, rows), i, i + 1));
        const torch::Tensor step = theta + a * (inside * scale - theta);
        for (std::int64_t row : entered) {
            WeightPath& path = paths[static_cast<std::size_t>(row)];
            path.shots.push_back(rule.single ? 0 : shots(i + 1));
            path.steps.push_back(step[row]);
        }
    }
    return paths;
}

Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, const Strength& strength, const EntryRule& rule) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    assert(net->last_block() == rule.last_block());
    std::vector<WeightStart> starts;
    std::vector<std::int64_t> labels;
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (const std::int64_t level = rule.level_of(counts[c]); level >= 0)
            labels.push_back(static_cast<std::int64_t>(c)), starts.push_back({labels.back(), level});
    if (labels.empty()) return {weights.clone(), {}};
    const torch::Tensor rows = torch::tensor(labels, torch::kLong).to(weights.device());
    Hallucination out{weights.clone(), pass_blocks(net, starts, weights.index_select(0, rows), scale, strength, rule)};
    for (const WeightPath& path : out.paths) out.weights[path.label] = path.steps.back();
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
