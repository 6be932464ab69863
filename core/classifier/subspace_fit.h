#pragma once

#include "core/classifier/classifier_training.h"
#include "core/classifier/direction_space.h"

#include <torch/types.h>

#include <cstdint>

namespace whydah {

/// The softmax classifier without bias that minimises mean cross-entropy + weight_decay / 2 |W|^2 over all its images,
/// from W = 0: in the span of the gradients seen so far the minimum is found exactly (DirectionSpace), then the gradient
/// there is the next direction. Every W is A^T X with A [n, C], so all that is needed are scores K A, K = X X^T: a
/// direction costs one product [n, n] x [n, C], the first one only sums, and the search none. Where features are not
/// centred, their mean is the one eigenvector of K far above all others; the directions get less of it. With many
/// images K is not formed, its product is made of two with X.
///
/// Ends after settings.steps directions, or when less than 2e-4 and less than 4e-4 of the objective seems to be left: the
/// next direction is taken to gain as much for the square of its gradient's coefficients as the last two did, all later
/// ones in the same ratio. No chance in it. Of the settings, steps and weight_decay count.
class SubspaceFit {
public:
    /// @param x [N, D] float32 features   @param weights [C, D] float32, to be written
    /// @return directions, each but the first a product with K   @throws Stopped
    std::int64_t fit(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                     const JobControl& control, torch::Tensor weights);

    /// Bytes that the buffers need for n images; they are kept from one model to the next.
    static std::int64_t bytes(std::int64_t images, std::int64_t classes, std::int64_t dimension);

private:
    void gather(const torch::Tensor& x, const std::vector<std::int64_t>& rows);
    void write_gram(std::int64_t first, std::int64_t count);
    void find_mean_direction();
    void choose_damping(double along);
    void write_first_gradient(torch::Tensor gradient, torch::Tensor scores, std::int64_t classes);
    void write_scores(torch::Tensor gradient, torch::Tensor scores);
    void damp(torch::Tensor gradient, torch::Tensor scores) const;

    torch::Tensor x_, gram_, labels_; ///< [n, D], [n, n], [n]
    torch::Tensor mean_, mean_scores_; ///< [n] eigenvector u of K, about, and K u
    double scale_ = 1, mean_eigenvalue_ = 0, damping_ = 0; ///< scale_: of x_ to the features
    torch::Tensor x_buffer_, gram_buffer_, point_;
    DirectionSpace space_;
};

} // namespace whydah
