#include "core/meta/training_watch.h"

#include "core/meta/dynamics.h"
#include "core/projection/pca.h"

#include <algorithm>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::size_t most_rows = 1024, most_paths = 48;

/// Every so-manieth of too many, the first among them.
template <class T>
std::vector<T> some_of(std::vector<T> all, std::size_t most) {
    if (all.size() <= most) return all;
    std::vector<T> some;
    for (std::size_t i = 0; i < most; ++i) some.push_back(all[i * all.size() / most]);
    return some;
}

/// The net's mode is its own again at the end: in training, normalisation would learn from the rows that are looked at.
class KeepsMode {
public:
    explicit KeepsMode(MetaModelNet& net) : net_(net), training_(net->is_training()) { net_->eval(); }
    ~KeepsMode() { net_->train(training_); }
    KeepsMode(const KeepsMode&) = delete;
    KeepsMode& operator=(const KeepsMode&) = delete;

private:
    MetaModelNet& net_;
    bool training_;
};

} // namespace

TrainingWatch::TrainingWatch(const torch::Tensor& weights, const std::vector<std::int64_t>& counts,
                             const std::vector<MeasuredChain>& measured, double scale, const EntryRule& rule,
                             std::int64_t coordinates)
    : counts_(counts),
      scale_(scale),
      rule_(rule),
      coordinates_(coordinates) {
    const torch::NoGradGuard no_gradients;
    std::vector<Start> starts;
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (const std::int64_t level = rule.level_of(counts[c]); level >= 0)
            starts.push_back({weights[static_cast<std::int64_t>(c)], rule.block_of(level)});
    for (const MeasuredChain& chain : measured)
        starts.push_back({chain.rows[0], rule.block_of(rule.level_of(chain.shots.front()))});
    starts_ = some_of(std::move(starts), most_rows);
    choose_paths(measured);
}

void TrainingWatch::choose_paths(const std::vector<MeasuredChain>& measured) {
    std::vector<MeasuredChain> ways;
    for (const MeasuredChain& chain : measured)
        if (chain.shots.size() > 1) ways.push_back(chain);
    chains_ = some_of(std::move(ways), most_paths);
    if (chains_.empty()) return;
    std::vector<torch::Tensor> ends; // all rows would take much longer, for a plane much like it
    for (const MeasuredChain& chain : chains_)
        for (const std::int64_t end : {std::int64_t{0}, chain.rows.size(0) - 1})
            ends.push_back(chain.rows[end].narrow(0, 0, coordinates_));
    const PrincipalAxes plane = principal_axes(torch::stack(ends), 2);
    const torch::Device device = chains_.front().rows.device();
    mean_ = plane.mean.to(torch::kFloat).to(device).unsqueeze(0);
    axes_ = plane.axes.t().to(torch::kFloat).to(device).contiguous();
    for (std::int64_t axis = 0; axis < axes_.size(1) && plane.total_variance > 0; ++axis)
        variance_share_[static_cast<std::size_t>(axis)] = plane.variances[axis].item<double>() / plane.total_variance;
    for (std::size_t c = 0; c < chains_.size(); ++c)
        measured_.push_back(
            {.label = chains_[c].label, .shots = chains_[c].shots, .measured = placed(chains_[c].rows), .predicted = {}});
}

/// @param rows [M, D]
std::vector<PlanePoint> TrainingWatch::placed(const torch::Tensor& rows) const {
    const torch::Tensor points =
        (rows.narrow(1, 0, coordinates_) - mean_).mm(axes_).to(torch::kCPU, torch::kDouble).contiguous();
    std::vector<PlanePoint> out(static_cast<std::size_t>(points.size(0)));
    const double* at = points.data_ptr<double>();
    for (PlanePoint& point : out)
        for (std::int64_t axis = 0; axis < points.size(1); ++axis) point[static_cast<std::size_t>(axis)] = *at++;
    return out;
}

BlockProgress TrainingWatch::look(MetaModelNet& net, std::int64_t i) const {
    const torch::NoGradGuard no_gradients;
    const KeepsMode keeps(net);
    BlockProgress out;
    out.block = i, out.last_block = net->last_block();
    out.threshold = threshold_of(i);
    out.head_classes = static_cast<std::int64_t>(head_classes(counts_, out.threshold).size());
    std::vector<torch::Tensor> rows;
    std::vector<std::int64_t> entry;
    for (const Start& start : starts_)
        if (start.block >= i) rows.push_back(start.row), entry.push_back(start.block);
    if (!rows.empty()) {
        out.changes = block_changes(net, torch::stack(rows), entry, scale_, coordinates_);
        out.changes.erase(out.changes.begin(), out.changes.begin() + i);
    }
    out.variance_share = variance_share_;
    add_paths(net, i, out);
    return out;
}

void TrainingWatch::add_paths(MetaModelNet& net, std::int64_t i, BlockProgress& out) const {
    out.paths = measured_;
    std::vector<GrowingPath*> paths; // that have begun
    torch::Tensor inside;
    const auto add = [&] {
        const std::vector<PlanePoint> points = placed(inside * scale_);
        for (std::size_t row = 0; row < paths.size(); ++row) paths[row]->predicted.push_back(points[row]);
    };
    for (std::int64_t block = i; block <= net->last_block(); ++block) {
        std::vector<torch::Tensor> rows;
        for (std::size_t c = 0; c < chains_.size(); ++c) {
            if (out.paths[c].first_shots > 0) continue;
            const std::int64_t at = measured_at(chains_[c], block);
            if (at < 0) continue;
            const torch::Tensor row = chains_[c].rows[at];
            out.paths[c].first_shots = chains_[c].shots[static_cast<std::size_t>(at)];
            out.paths[c].predicted = placed(row.unsqueeze(0));
            paths.push_back(&out.paths[c]);
            rows.push_back(row / scale_);
        }
        if (!rows.empty()) inside = inside.defined() ? torch::cat({inside, torch::stack(rows)}) : torch::stack(rows);
        if (!inside.defined()) continue;
        inside = net->forward_between(inside, block, block + 1);
        add();
    }
}

/// Which of a chain's rows enters at a block; -1: none.
std::int64_t TrainingWatch::measured_at(const MeasuredChain& chain, std::int64_t block) const {
    for (std::size_t at = 0; at < chain.shots.size(); ++at) {
        const std::int64_t level = chain.shots[at] > 0 ? rule_.level_of(chain.shots[at]) : rule_.last_level + 1;
        if (level <= rule_.last_level && rule_.block_of(level) == block) return static_cast<std::int64_t>(at);
    }
    return -1;
}

} // namespace whydah
