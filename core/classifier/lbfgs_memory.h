#pragma once

#include <torch/types.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace whydah {

/// The last steps and gradients of L-BFGS (Liu and Nocedal 1989) and all inner products between them, after the
/// vector-free L-BFGS of Chen, Wang and Zhou (NIPS 2014): the two loops run on coefficients, so that a direction costs
/// one pass over what is kept, not one for each product and each sum. Differences of points and of gradients are not
/// kept: they are combinations of what is.
///
/// A vector is a W = A^T X, kept as [n, C] coefficients A and their [n, C] scores K A, K = X X^T. The inner product of
/// W and V is the sum of A_W * scores_V.
class LbfgsMemory {
public:
    /// More steps cost more than they save, in some ten iterations.
    static constexpr std::int64_t steps = 3;

    LbfgsMemory(std::int64_t images, std::int64_t classes, const torch::TensorOptions& options);

    /// Where the next gradient is to be written, and its scores: [n, C] each. The last one stays.
    torch::Tensor next_gradient(), next_gradient_scores();
    /// After both are written: it is the present one now.
    void take_gradient();

    /// The approximate Newton direction, to be subtracted. @param first_scale of the gradient while no step is known
    void find_direction(double first_scale);
    torch::Tensor direction() const, direction_scores() const; ///< [n, C], until the next one is found
    double slope() const { return slope_; }                    ///< inner product of direction and gradient
    double gradient_square() const;

    /// The direction was followed so far; take_gradient() comes next.
    void take_step(double length) { length_ = length; }

private:
    static constexpr std::int64_t gradients = steps + 2, directions = steps + 1, rows = gradients + directions;
    using Coefficients = std::array<double, rows>;
    struct Step {
        std::int64_t direction, before, after; ///< rows: the step is -length * direction
        double length, inverse;                ///< 1 / <step, change of the gradient>
    };

    double dot(const Coefficients& a, const Coefficients& b) const;
    static Coefficients step_of(const Step& step);
    static Coefficients change_of(const Step& step);
    std::int64_t free_row(std::int64_t first, std::int64_t count) const;
    void keep_step(std::int64_t before, std::int64_t after);
    std::vector<std::pair<std::int64_t, std::int64_t>> used() const;

    torch::Tensor a_, scores_; ///< [rows, n C]
    std::vector<std::int64_t> shape_;
    std::array<Coefficients, rows> inner_{};
    std::vector<Step> steps_; ///< oldest first
    std::int64_t gradient_ = -1, next_ = 0, direction_ = -1, used_gradients_ = 0, used_directions_ = 0;
    double slope_ = 0, length_ = 0;
};

} // namespace whydah
