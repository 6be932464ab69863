#include "core/projection/tsne.h"

#include "core/data/seed.h"
#include "core/projection/neighbours.h"
#include "core/projection/pca.h"
#include "records/error.h"

#include <algorithm>
#include <string>
#include <torch/utils.h>
#include <utility>

namespace whydah {
namespace {

constexpr double start_spread = 1e-4, shake = 1e-6;

/// A copy as float32 on the CPU, checked.
torch::Tensor checked(const torch::Tensor& points) {
    if (points.size(0) < 4)
        throw Error({.what = "there are only " + std::to_string(points.size(0)) + " points",
                     .where = "t-SNE",
                     .mend = "give at least 4, or look at the principal components"});
    const torch::Tensor x = points.to(torch::kCPU, torch::kFloat).contiguous();
    const torch::Tensor good = torch::isfinite(x).all(1);
    if (!good.all().item<bool>())
        throw Error({.what = "point " + std::to_string(good.to(torch::kInt).argmin().item<std::int64_t>()) +
                             " has a coordinate that is no finite number",
                     .where = "t-SNE",
                     .mend = "look for a class whose classifier diverged: a smaller learning rate helps"});
    return x;
}

template <int D>
Coordinates<D> start_of(const torch::Tensor& x, std::int64_t seed) {
    const torch::Tensor first = pca(x, D).points; // [n, 3]
    const double spread = first.select(1, 0).std(false).item<double>();
    Random random(seed_from(seed, "tsne/start"));
    Coordinates<D> y;
    for (std::size_t axis = 0; axis < D; ++axis) {
        const torch::Tensor column = first.select(1, static_cast<std::int64_t>(axis)).contiguous();
        const double* from = column.data_ptr<double>();
        for (std::int64_t i = 0; i < x.size(0); ++i)
            y[axis].push_back(
                static_cast<float>((spread > 0 ? from[i] / spread * start_spread : 0.0) + shake * random.normal()));
    }
    return y;
}

template <int D>
TsneOptimiser<D> optimiser_of(const torch::Tensor& x, double perplexity, bool exact, const TsneSettings& settings,
                              const JobControl& control) {
    const std::int64_t n = x.size(0);
    typename TsneOptimiser<D>::Affinities p;
    if (exact) {
        p = DenseAffinities{dense_affinities(squared_distances(x), n, perplexity)};
    } else {
        const auto near = std::min(n - 1, static_cast<std::int64_t>(3 * perplexity) + 1);
        p = sparse_affinities(nearest_neighbours(x, near, control), perplexity);
    }
    control.check();
    return TsneOptimiser<D>(std::move(p), start_of<D>(x, settings.seed), settings.motion);
}

} // namespace

Tsne::Tsne(const torch::Tensor& points, const TsneSettings& settings, const JobControl& control) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor x = checked(points);
    perplexity_ = std::clamp(settings.perplexity, 1.0, static_cast<double>(x.size(0) - 1) / 3);
    exact_ = x.size(0) <= settings.exact_up_to;
    if (settings.dimensions == 3)
        optimiser_ = optimiser_of<3>(x, perplexity_, exact_, settings, control);
    else
        optimiser_ = optimiser_of<2>(x, perplexity_, exact_, settings, control);
}

void Tsne::iterate(std::int64_t count, const JobControl& control) {
    std::visit(
        [&](auto& optimiser) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(optimiser)>, std::monostate>)
                for (std::int64_t i = 0; i < count; ++i) {
                    control.check();
                    optimiser.step();
                }
        },
        optimiser_);
}

std::int64_t Tsne::iteration() const {
    if (const auto* plane = std::get_if<TsneOptimiser<2>>(&optimiser_)) return plane->iteration();
    return std::get<TsneOptimiser<3>>(optimiser_).iteration();
}

double Tsne::divergence() {
    if (auto* plane = std::get_if<TsneOptimiser<2>>(&optimiser_)) return plane->divergence();
    return std::get<TsneOptimiser<3>>(optimiser_).divergence();
}

std::vector<std::array<double, 3>> Tsne::positions() const {
    std::vector<std::array<double, 3>> out;
    const auto copy = [&](const auto& coordinates) {
        out.resize(coordinates[0].size());
        for (std::size_t axis = 0; axis < coordinates.size(); ++axis)
            for (std::size_t i = 0; i < out.size(); ++i) out[i][axis] = static_cast<double>(coordinates[axis][i]);
    };
    if (const auto* plane = std::get_if<TsneOptimiser<2>>(&optimiser_))
        copy(plane->positions());
    else
        copy(std::get<TsneOptimiser<3>>(optimiser_).positions());
    return out;
}

} // namespace whydah
