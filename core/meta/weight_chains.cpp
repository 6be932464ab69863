#include "core/meta/weight_chains.h"

#include "core/meta/prior_coordinate.h"
#include "core/projection/pca.h"

#include <algorithm>
#include <map>
#include <torch/utils.h>

namespace whydah {
namespace {

/// Means of rows by class and level.
class LevelMeans {
public:
    void add(std::int64_t label, std::int64_t level, const torch::Tensor& row) {
        Sum& sum = of_[label][level];
        sum.total = sum.total.defined() ? sum.total + row : row.clone();
        ++sum.count;
    }
    /// @param star gives a class's last row, undefined: none
    std::vector<MeasuredChain> chains(const std::function<torch::Tensor(std::int64_t label)>& star) const {
        std::vector<MeasuredChain> out;
        for (const auto& [label, levels] : of_) {
            MeasuredChain chain{label, {}, {}};
            std::vector<torch::Tensor> rows;
            for (const auto& [level, sum] : levels) {
                chain.shots.push_back(shots_of(level));
                rows.push_back(sum.total / static_cast<double>(sum.count));
            }
            chain.shots.push_back(0);
            rows.push_back(star(label));
            chain.rows = torch::stack(rows);
            out.push_back(std::move(chain));
        }
        return out;
    }

private:
    struct Sum {
        torch::Tensor total;
        std::int64_t count = 0;
    };
    std::map<std::int64_t, std::map<std::int64_t, Sum>> of_; ///< label, level
};

/// Gathers points for one joint projection.
class Joint {
public:
    Joint(const std::vector<std::string>& names, const std::vector<std::int64_t>& counts, const EntryRule& rule,
          std::int64_t coordinates)
        : names_(names),
          counts_(counts),
          rule_(rule),
          coordinates_(coordinates) {}

    ClassTrajectory chain(std::int64_t label, const std::vector<torch::Tensor>& rows,
                          const std::vector<std::int64_t>& shots) {
        const auto c = static_cast<std::size_t>(label);
        ClassTrajectory out{.label = label,
                            .name = names_[c],
                            .train = counts_[c],
                            .entry_block = rule_.level_of(counts_[c]),
                            .points = {}};
        for (std::size_t k = 0; k < rows.size(); ++k) {
            rows_.push_back(rows[k].narrow(0, 0, coordinates_).to(torch::kCPU, torch::kFloat));
            out.points.push_back({.shot = shots[k], .position = {}, .norm = rows_.back().norm().item<double>()});
        }
        return out;
    }
    ClassTrajectory chain(const WeightPath& path) { return chain(path.label, path.steps, path.shots); }
    const std::vector<torch::Tensor>& rows() const { return rows_; }

private:
    const std::vector<std::string>& names_;
    const std::vector<std::int64_t>& counts_;
    EntryRule rule_;
    std::int64_t coordinates_;
    std::vector<torch::Tensor> rows_;
};

void project(const torch::Tensor& rows, Trajectories& out) {
    const Projection projection = pca(rows, 3);
    ProjectionFrame frame;
    frame.variance_share = projection.variance_share;
    const torch::Tensor points = projection.points.contiguous();
    const double* p = points.data_ptr<double>();
    for (std::int64_t i = 0; i < points.size(0); ++i) frame.positions.push_back({p[3 * i], p[3 * i + 1], p[3 * i + 2]});
    out = placed(std::move(out), frame);
}

} // namespace

std::vector<MeasuredChain> measured_chains(const EpisodeBank& bank, const torch::Tensor& star, bool prior) {
    LevelMeans means;
    for (std::size_t s = 0; s < bank.level.size(); ++s) {
        torch::Tensor weights = bank.weights->get(static_cast<std::int64_t>(s));
        if (prior) weights = with_prior(weights, bank.kept[s]);
        for (std::size_t c = 0; c < bank.level[s].size(); ++c)
            if (bank.level[s][c] >= 0)
                means.add(static_cast<std::int64_t>(c), bank.level[s][c], weights[static_cast<std::int64_t>(c)]);
    }
    return means.chains([&](std::int64_t label) { return star[label]; });
}

std::vector<MeasuredChain> measured_chains(const std::vector<LiteralBlock>& bank) {
    LevelMeans means;
    std::map<std::int64_t, torch::Tensor> star;
    for (std::size_t i = 0; i < bank.size(); ++i) {
        const LiteralBlock& block = bank[i];
        if (!block.few_shot) continue;
        torch::Tensor sum = torch::zeros_like(block.star);
        for (std::int64_t s = 0; s < block.few_shot->models(); ++s) sum += block.few_shot->get(s);
        sum /= static_cast<double>(block.few_shot->models());
        for (std::size_t row = 0; row < block.labels.size(); ++row) {
            const auto at = static_cast<std::int64_t>(row);
            means.add(block.labels[row], static_cast<std::int64_t>(i), sum[at]);
            star.try_emplace(block.labels[row], block.star[at]); // the first block has them all
        }
    }
    return means.chains([&](std::int64_t label) { return star.at(label); });
}

std::vector<WeightPath> regressed_paths(MetaModelNet& net, const std::vector<MeasuredChain>& measured, double scale,
                                        const Strength& strength, const EntryRule& rule) {
    net->eval();
    if (measured.empty()) return {};
    std::vector<WeightStart> starts;
    std::vector<torch::Tensor> first;
    for (const MeasuredChain& chain : measured)
        starts.push_back({chain.label, rule.level_of(chain.shots.front())}), first.push_back(chain.rows[0]);
    return pass_blocks(net, starts, torch::stack(first), scale, strength, rule);
}

Trajectories joint_trajectories(const Hallucination& hallucination, const std::vector<MeasuredChain>& measured,
                                const std::vector<WeightPath>& regressed, const std::vector<std::string>& class_names,
                                const std::vector<std::int64_t>& counts, const EntryRule& rule,
                                std::int64_t coordinates) {
    Joint joint(class_names, counts, rule, coordinates);
    Trajectories out;
    out.last_block = rule.last_level;
    for (const WeightPath& path : hallucination.paths) out.classes.push_back(joint.chain(path));
    for (const MeasuredChain& chain : measured)
        out.measured.push_back(joint.chain(chain.label, chain.rows.unbind(0), chain.shots));
    for (const WeightPath& path : regressed) out.regressed.push_back(joint.chain(path));
    if (joint.rows().empty()) return out;
    const torch::Tensor rows = torch::stack(joint.rows()).contiguous();
    const float* first = rows.data_ptr<float>();
    out.weights = std::make_shared<WeightRows>(WeightRows{coordinates, {first, first + rows.numel()}});
    project(rows, out);
    return out;
}

} // namespace whydah
