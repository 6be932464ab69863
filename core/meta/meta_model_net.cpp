#include "core/meta/meta_model_net.h"

#include "core/experiment/shared_product.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace whydah {
namespace nn = torch::nn;

namespace {
constexpr double first_weights =
    1e-3; // standard deviation: small, so that F starts as the identity (recipe: theta alone is a good guess)

torch::Tensor through(nn::ModuleList& maps, std::size_t layer, const torch::Tensor& rows) {
    const auto& map = *maps[layer]->as<nn::Linear>();
    return shared_linear(rows, map.weight, map.bias);
}

} // namespace

ResidualBlockImpl::ResidualBlockImpl(const NetShape& shape) : leaky_slope_(shape.leaky_slope), kind_(shape.kind) {
    if (kind_ == BlockKind::regression) {
        linears_->push_back(nn::Linear(shape.dimension, 2 * shape.dimension));
        linears_->push_back(nn::Linear(2 * shape.dimension, shape.dimension));
    }
    for (std::int64_t layer = 0; layer < shape.layers && kind_ != BlockKind::regression; ++layer) {
        if (shape.normalisation == Normalisation::batch) norms_->push_back(nn::BatchNorm1d(shape.dimension));
        const std::int64_t rank = std::min(shape.rank, shape.dimension);
        nn::Linear linear(rank > 0 ? rank : shape.dimension, shape.dimension);
        // With several layers only the last one starts small: a product of small ones would have no gradient to speak
        // of.
        const bool last = layer + 1 == shape.layers && kind_ == BlockKind::residual;
        const torch::NoGradGuard no_gradients;
        if (rank > 0) {
            nn::Linear factor(nn::LinearOptions(shape.dimension, rank).bias(false));
            // E[V V^T] = 1: the first step changes A as much, on average, as that of a full block.
            nn::init::normal_(factor->weight, 0, 1 / std::sqrt(static_cast<double>(rank)));
            factors_->push_back(factor);
        }
        const double small = rank > 0 ? 0 : first_weights; // V^T is not small: U has a gradient from the first step on
        const double usual = 1 / std::sqrt(static_cast<double>(rank > 0 ? rank : shape.dimension));
        nn::init::normal_(linear->weight, 0, last ? small : usual);
        nn::init::zeros_(linear->bias);
        linears_->push_back(linear);
    }
    register_module("norms", norms_);
    register_module("factors", factors_);
    register_module("linears", linears_);
}

torch::Tensor ResidualBlockImpl::forward(const torch::Tensor& theta) {
    if (kind_ == BlockKind::regression) {
        return through(linears_, 1, torch::leaky_relu(through(linears_, 0, theta), leaky_slope_));
    }
    torch::Tensor f = theta;
    for (std::size_t layer = 0; layer < linears_->size(); ++layer) {
        if (!norms_->is_empty()) {
            auto& norm = *norms_[layer]->as<nn::BatchNorm1d>();
            // One row has no batch statistics: the running ones stand in.
            f = norm.is_training() && f.size(0) < 2
                    ? torch::batch_norm(f, norm.weight, norm.bias, norm.running_mean, norm.running_var, false, 0.0,
                                        norm.options.eps(), false)
                    : norm.forward(f);
        }
        f = torch::leaky_relu(f, leaky_slope_);
        if (!factors_->is_empty()) f = through(factors_, layer, f);
        f = through(linears_, layer, f);
    }
    return kind_ == BlockKind::residual ? theta + f : f;
}

MetaModelNetImpl::MetaModelNetImpl(const NetShape& shape) : shape_(shape) {
    assert(shape.dimension > 0 && shape.blocks > 0 && shape.layers > 0);
    for (std::int64_t i = 0; i < shape.blocks; ++i) blocks_->push_back(ResidualBlock(shape));
    register_module("blocks", blocks_);
}

torch::Tensor MetaModelNetImpl::forward_from(torch::Tensor theta, std::int64_t i) {
    return forward_between(std::move(theta), i, shape_.blocks);
}

torch::Tensor MetaModelNetImpl::forward_between(torch::Tensor theta, std::int64_t i, std::int64_t j) {
    assert(theta.dim() == 2 && theta.size(1) == shape_.dimension && i >= 0 && j <= shape_.blocks);
    for (; i < j; ++i) theta = blocks_[static_cast<std::size_t>(i)]->as<ResidualBlock>()->forward(theta);
    return theta;
}

torch::Tensor MetaModelNetImpl::forward(const torch::Tensor& theta, const std::vector<std::int64_t>& entry) {
    assert(theta.size(0) == static_cast<std::int64_t>(entry.size()));
    std::vector<std::int64_t> order(entry.size()), place(entry.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    const auto entry_of = [&](std::int64_t row) { return entry[static_cast<std::size_t>(row)]; };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return entry_of(a) < entry_of(b); });
    for (std::size_t at = 0; at < order.size(); ++at)
        place[static_cast<std::size_t>(order[at])] = static_cast<std::int64_t>(at);
    const auto sorted = theta.index_select(0, torch::tensor(order, torch::kLong).to(theta.device()));

    torch::Tensor inside = sorted.narrow(0, 0, 0); // rows that have entered
    std::int64_t entered = 0;
    for (std::int64_t i = 0; i <= shape_.blocks; ++i) {
        std::int64_t end = entered;
        while (end < sorted.size(0) && entry_of(order[static_cast<std::size_t>(end)]) <= i) ++end;
        if (end > entered) inside = torch::cat({inside, sorted.narrow(0, entered, end - entered)});
        entered = end;
        if (i < shape_.blocks && entered > 0)
            inside = blocks_[static_cast<std::size_t>(i)]->as<ResidualBlock>()->forward(inside);
    }
    return inside.index_select(0, torch::tensor(place, torch::kLong).to(theta.device()));
}

std::vector<torch::Tensor> MetaModelNetImpl::parameters_from(std::int64_t i) {
    std::vector<torch::Tensor> all;
    for (; i < shape_.blocks; ++i)
        for (const torch::Tensor& parameter : blocks_[static_cast<std::size_t>(i)]->parameters())
            all.push_back(parameter);
    return all;
}

} // namespace whydah
