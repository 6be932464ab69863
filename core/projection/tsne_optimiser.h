#pragma once

#include "core/projection/affinities.h"
#include "core/projection/space_tree.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace whydah {

/// How t-SNE's positions move (van der Maaten and Hinton 2008; learning rate of Belkina et al. 2019).
struct TsneMotion {
    double early_exaggeration = 12; ///< of all p_ij, for the first early_iterations
    std::int64_t early_iterations = 250;
    /// Points without groups are drawn together to one point by early exaggeration (Linderman and Steinerberger 2019:
    /// where the second eigenvalue of the random walk on P is below 1 - 1 / early_exaggeration): it ends as soon as the
    /// positions' standard deviation is that small, a thousandth of where they start.
    double collapsed = 1e-7;
    double learning_rate = 0; ///< of the first part; 0: max(n / early_exaggeration, 50)
    double later_rate = 12;   ///< times that, after it. 1 reaches what scikit-learn reaches; 12 (n in all, as openTSNE)
                              ///< a divergence 3 % lower after 750 iterations (10,000 points)
    double early_momentum = 0.5, momentum = 0.8;
    double least_gain = 0.01;
    double longest_step = 5; ///< of a point in one iteration
    double theta = 0.5;      ///< of Barnes and Hut; only with sparse affinities
};

/// [n, n], zero diagonal.
struct DenseAffinities {
    std::vector<float> value;
};

/// Gradient descent of t-SNE in the plane (D = 2) or in space (D = 3) from given positions: with dense affinities the
/// exact gradient over all pairs, with sparse ones Barnes and Hut's. The step is learning_rate times a gradient without
/// its factor 4, as in bhtsne, FIt-SNE and openTSNE; scikit-learn's gradient has it, its rate is 4 times smaller.
/// The same positions on any number of threads.
template <int D>
class TsneOptimiser {
public:
    using Affinities = std::variant<SparseAffinities, DenseAffinities>;
    TsneOptimiser(Affinities affinities, Coordinates<D> start, const TsneMotion& motion);

    void step();
    std::int64_t iteration() const { return iteration_; }
    const Coordinates<D>& positions() const { return y_; }
    double learning_rate() const { return rate_; }

    /// Gradient of the divergence with its factor 4, without exaggeration. [D][n]
    Coordinates<D> gradient();
    /// KL(P || Q) in nats at the present positions; Z by Barnes and Hut where the gradient is.
    double divergence();

private:
    double forces(); ///< fills attraction_ and repulsion_, @return Z
    TsneMotion motion_;
    Affinities p_;
    double rate_, plogp_ = 0, total_ = 0; ///< sums of p log p and of p
    std::int64_t iteration_ = 0;
    bool has_collapsed_ = false;
    SpaceTree<D> tree_;
    Coordinates<D> y_, velocity_, gain_, attraction_, repulsion_;
};

extern template class TsneOptimiser<2>;
extern template class TsneOptimiser<3>;

} // namespace whydah
