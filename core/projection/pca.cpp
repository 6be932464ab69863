#include "core/projection/pca.h"

#include <algorithm>
#include <tuple>

namespace whydah {
namespace {

/// Eigenvectors have no sign of their own: makes each row's largest coordinate positive, so that pictures do not flip.
torch::Tensor with_fixed_signs(const torch::Tensor& axes) {
    const torch::Tensor largest = axes.abs().argmax(1, true);
    const torch::Tensor sign = torch::where(axes.gather(1, largest) < 0, -1.0, 1.0).to(axes.dtype());
    return axes * sign;
}

} // namespace

PrincipalAxes principal_axes(const torch::Tensor& points, std::int64_t count, bool about_mean) {
    const torch::Tensor x = points.to(torch::kCPU, torch::kDouble);
    const std::int64_t n = x.size(0), d = x.size(1);
    const std::int64_t keep = std::min({count, n, d});
    PrincipalAxes out;
    out.mean = about_mean ? x.mean(0) : torch::zeros({d}, x.options());
    const torch::Tensor centred = x - out.mean;
    out.total_variance = centred.square().sum().item<double>() / static_cast<double>(n);
    const bool wide = n < d;
    const torch::Tensor square = (wide ? centred.mm(centred.t()) : centred.t().mm(centred)) / static_cast<double>(n);
    auto [values, vectors] = torch::linalg_eigh(square); // ascending
    values = values.narrow(0, values.size(0) - keep, keep).flip(0).clamp_min(0);
    vectors = vectors.narrow(1, vectors.size(1) - keep, keep).flip(1).t().contiguous(); // [K, n or d]
    if (wide) { // from eigenvectors of the Gram matrix to those of the covariance
        vectors = vectors.mm(centred);
        vectors = vectors / vectors.norm(2, 1, true).clamp_min(1e-300);
    }
    out.axes = with_fixed_signs(vectors);
    out.variances = values;
    return out;
}

Projection pca(const torch::Tensor& points, std::int64_t count) {
    const PrincipalAxes axes = principal_axes(points, std::min<std::int64_t>(count, 3));
    Projection out{torch::zeros({points.size(0), 3}, torch::kDouble), {}};
    const torch::Tensor projected = (points.to(torch::kCPU, torch::kDouble) - axes.mean).mm(axes.axes.t());
    out.points.narrow(1, 0, projected.size(1)).copy_(projected);
    for (std::int64_t axis = 0; axis < projected.size(1) && axes.total_variance > 0; ++axis)
        out.variance_share[static_cast<std::size_t>(axis)] = axes.variances[axis].item<double>() / axes.total_variance;
    return out;
}

} // namespace whydah
