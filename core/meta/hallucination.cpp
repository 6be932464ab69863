#include "core/meta/hallucination.h"

#include "core/projection/pca.h"

#include <cassert>

namespace whydah {

Hallucination hallucinate(MetaModelNet& net, const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                          double scale, double strength, const EntryRule& rule) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    const std::int64_t last = net->last_block();
    assert(last == rule.last_block());
    Hallucination out{weights.clone(), {}};
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const std::int64_t level = rule.level_of(counts[c]);
        if (level < 0) continue;
        const auto label = static_cast<std::int64_t>(c);
        const torch::Tensor theta = weights[label];
        const auto shots = [&](std::int64_t at) { return at > rule.last_level ? 0 : shots_of(at); };
        WeightPath path{label, level, {shots(level)}, {theta}};
        torch::Tensor inside = (theta / scale).unsqueeze(0);
        for (std::int64_t i = rule.block_of(level); i <= last; ++i) {
            inside = net->forward_between(inside, i, i + 1);
            path.shots.push_back(rule.single ? 0 : shots(i + 1));
            path.steps.push_back(theta + strength * (inside[0] * scale - theta));
        }
        out.weights[label] = path.steps.back();
        out.paths.push_back(std::move(path));
    }
    return out;
}

Trajectories project_paths(const Hallucination& hallucination, const std::vector<std::string>& class_names,
                           const std::vector<std::int64_t>& counts, std::int64_t last_level, std::int64_t coordinates) {
    std::vector<torch::Tensor> rows;
    for (const WeightPath& path : hallucination.paths)
        for (const torch::Tensor& step : path.steps) rows.push_back(step.narrow(0, 0, coordinates));
    Trajectories out;
    out.last_block = last_level;
    if (rows.empty()) return out;
    const torch::Tensor all = torch::stack(rows).to(torch::kCPU, torch::kDouble);
    const Projection projection = pca(all, 3);
    const torch::Tensor norms = all.norm(2, 1);
    out.variance_share = projection.variance_share;
    std::int64_t row = 0;
    for (const WeightPath& path : hallucination.paths) {
        const auto c = static_cast<std::size_t>(path.label);
        ClassTrajectory way{
            .label = path.label, .name = class_names[c], .train = counts[c], .entry_block = path.entry, .points = {}};
        for (std::size_t step = 0; step < path.steps.size(); ++step, ++row) {
            TrajectoryPoint point{.shot = path.shots[step], .position = {}, .norm = norms[row].item<double>()};
            for (std::int64_t axis = 0; axis < 3; ++axis)
                point.position[static_cast<std::size_t>(axis)] = projection.points[row][axis].item<double>();
            way.points.push_back(point);
        }
        out.classes.push_back(std::move(way));
    }
    return out;
}

} // namespace whydah
