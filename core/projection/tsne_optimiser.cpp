#include "core/projection/tsne_optimiser.h"

#include "core/projection/tsne_forces.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

constexpr float gain_up = 0.2F, gain_down = 0.8F; // Jacobs 1988, as in all implementations

} // namespace

template <int D>
TsneOptimiser<D>::TsneOptimiser(Affinities affinities, Coordinates<D> start, const TsneMotion& motion)
    : motion_(motion),
      p_(std::move(affinities)),
      y_(std::move(start)) {
    const std::size_t n = y_[0].size();
    rate_ = motion.learning_rate > 0 ? motion.learning_rate
                                     : std::max(static_cast<double>(n) / motion.early_exaggeration, 50.0);
    for (std::size_t axis = 0; axis < D; ++axis) velocity_[axis].assign(n, 0), gain_[axis].assign(n, 1);
    const auto& values = std::visit([](const auto& p) -> const std::vector<float>& { return p.value; }, p_);
    for (float p : values)
        if (p > 0)
            plogp_ += static_cast<double>(p) * std::log(static_cast<double>(p)), total_ += static_cast<double>(p);
}

template <int D>
double TsneOptimiser<D>::forces() {
    if (const auto* dense = std::get_if<DenseAffinities>(&p_))
        return all_pairs<D>(dense->value, y_, attraction_, repulsion_, nullptr);
    return near_and_far<D>(std::get<SparseAffinities>(p_), tree_, y_, static_cast<float>(motion_.theta), attraction_,
                           repulsion_);
}

template <int D>
void TsneOptimiser<D>::step() {
    const bool early = !has_collapsed_ && iteration_ < motion_.early_iterations;
    const auto exaggeration = static_cast<float>(early ? motion_.early_exaggeration : 1.0);
    const auto momentum = static_cast<float>(early ? motion_.early_momentum : motion_.momentum);
    const auto rate = static_cast<float>(early ? rate_ : rate_ * motion_.later_rate),
               least = static_cast<float>(motion_.least_gain);
    const auto by_z = static_cast<float>(1 / forces());
    const std::size_t n = y_[0].size();
    for (std::size_t axis = 0; axis < D; ++axis) {
        float *velocity = velocity_[axis].data(), *gain = gain_[axis].data();
        const float *pull = attraction_[axis].data(), *push = repulsion_[axis].data();
        for (std::size_t i = 0; i < n; ++i) {
            const float g = exaggeration * pull[i] - push[i] * by_z;
            const float raised = gain[i] + gain_up, lowered = gain[i] * gain_down;
            gain[i] = std::max(g * velocity[i] < 0 ? raised : lowered, least);
            velocity[i] = momentum * velocity[i] - rate * gain[i] * g;
        }
    }
    const double longest = motion_.longest_step;
    std::array<double, D> mean{};
    for (std::size_t i = 0; i < n; ++i) {
        double squared = 0;
        for (std::size_t axis = 0; axis < D; ++axis) squared += std::pow(static_cast<double>(velocity_[axis][i]), 2);
        const auto shorten = static_cast<float>(squared > longest * longest ? longest / std::sqrt(squared) : 1.0);
        for (std::size_t axis = 0; axis < D; ++axis) {
            velocity_[axis][i] *= shorten;
            y_[axis][i] += velocity_[axis][i];
            mean[axis] += static_cast<double>(y_[axis][i]);
        }
    }
    double squared_spread = 0;
    for (std::size_t axis = 0; axis < D; ++axis) {
        const auto centre = static_cast<float>(mean[axis] / static_cast<double>(n));
        for (float& y : y_[axis]) y -= centre, squared_spread += static_cast<double>(y) * static_cast<double>(y);
    }
    if (early) has_collapsed_ = std::sqrt(squared_spread / static_cast<double>(n)) < motion_.collapsed;
    ++iteration_;
}

template <int D>
Coordinates<D> TsneOptimiser<D>::gradient() {
    const auto by_z = static_cast<float>(1 / forces());
    Coordinates<D> out;
    for (std::size_t axis = 0; axis < D; ++axis) {
        out[axis].resize(y_[axis].size());
        for (std::size_t i = 0; i < out[axis].size(); ++i)
            out[axis][i] = 4 * (attraction_[axis][i] - repulsion_[axis][i] * by_z);
    }
    return out;
}

template <int D>
double TsneOptimiser<D>::divergence() {
    double stretched = 0, z = 0;
    if (const auto* dense = std::get_if<DenseAffinities>(&p_)) {
        z = all_pairs<D>(dense->value, y_, attraction_, repulsion_, &stretched);
    } else {
        stretched = stretch<D>(std::get<SparseAffinities>(p_), y_);
        z = forces();
    }
    return plogp_ + stretched + total_ * std::log(z); // q_ij = w_ij / Z
}

template class TsneOptimiser<2>;
template class TsneOptimiser<3>;

} // namespace whydah
