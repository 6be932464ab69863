#pragma once

#include <torch/types.h>

#include <array>
#include <cstdint>

namespace whydah {

/// The classifiers W = sum_j c_j D_j of some directions D_j, and the one of them at which the objective, mean
/// cross-entropy + weight_decay / 2 |W|^2, is least: sequential subspace optimisation (Narkiss and Zibulevsky 2005). A
/// direction is a D = G^T X, kept as coefficients G [n, C] of the n images and scores K G [n, C], K = X X^T; the inner
/// product of two is the sum of G_i * (K G_j). With the scores known, no product with K or X is needed to search.
class DirectionSpace {
public:
    /// The first is all that was dropped, along the last point; more cost more than they save in some ten iterations.
    static constexpr std::int64_t most = 6;

    /// Begins at W = 0 without directions. @param labels [n] int64   Buffers are kept for the next model.
    void begin(const torch::Tensor& labels, std::int64_t classes, double weight_decay);

    /// Makes room for one more direction; its coefficients and scores are to be written there, [n, C] float32 each.
    void make_room();
    torch::Tensor next_direction() const { return directions_[count_].view({n_, classes_}); }
    torch::Tensor next_scores() const { return scores_[count_].view({n_, classes_}); }
    /// Takes what was written. @return its square |D|^2
    double take_direction();

    /// Moves to the least of the objective, by Newton's method, till the next step would gain less than a hundredth of
    /// what is gained. @param first_length of the very first direction, where to begin   @return the objective
    double minimise(double first_length);

    /// The gradient at the present point, coefficients [n, C]: (P - Y) / n + weight_decay A. @return its sum of squares
    double write_gradient(torch::Tensor out);
    /// Coefficients of the present point. @param out [n, C]
    void write_point(torch::Tensor out) const;

private:
    using Vector = std::array<double, most>;
    struct Local { ///< the objective around a point
        double value = 0;
        Vector gradient{};
        std::array<Vector, most> hessian{};
    };
    Local evaluate(const Vector& c);
    Vector newton_step(const Local& local) const;
    torch::Tensor factors(const Vector& c) const; ///< [count] float32

    std::int64_t n_ = 0, classes_ = 0, count_ = 0;
    double weight_decay_ = 0, value_ = 0;
    Vector point_{}, own_{}; ///< own: mean score of an image's own class
    std::array<Vector, most> inner_{};
    torch::Tensor labels_, minus_one_;
    torch::Tensor directions_, scores_; ///< [most, n C]
    torch::Tensor p_;                   ///< [n, C] probabilities at the point that evaluate() saw last
};

} // namespace whydah
