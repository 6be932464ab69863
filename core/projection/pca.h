#pragma once

#include <torch/types.h>

#include <array>
#include <cstdint>

namespace whydah {

struct PrincipalAxes {
    torch::Tensor mean; ///< [D] float64
    torch::Tensor axes; ///< [K, D] float64, unit rows, most variance first; each row's largest coordinate is positive
    torch::Tensor variances; ///< [K] float64, of the points along each axis (divided by n)
    double total_variance = 0;
};

/// Principal component analysis, exact: eigenvectors of the covariance (or of the Gram matrix where there are fewer
/// points than dimensions). K = min(count, D, n). @param points [n, D] any float type, n >= 1   @param centred false:
/// axes through the origin, mean 0, second moments in place of variances
PrincipalAxes principal_axes(const torch::Tensor& points, std::int64_t count, bool centred = true);

struct Projection {
    torch::Tensor points;                   ///< [n, 3] float64; missing axes are 0
    std::array<double, 3> variance_share{}; ///< 0..1
};
/// Projects points to their own first `count` (at most 3) principal axes.
Projection pca(const torch::Tensor& points, std::int64_t count);

} // namespace whydah
