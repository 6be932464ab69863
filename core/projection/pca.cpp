#include "core/projection/pca.h"

#include "core/experiment/threads.h"

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

constexpr std::int64_t rows_at_once = 16'384, columns_at_once = 128;

/// Covariance, lower triangle only, some rows at a time: a copy of a million rows in double precision would take 10 GB.
/// Columns are shared out among the threads; how many there are does not change the sums.
torch::Tensor covariance(const torch::Tensor& x, const torch::Tensor& mean) {
    const std::int64_t n = x.size(0), d = x.size(1), blocks = (d + columns_at_once - 1) / columns_at_once;
    torch::Tensor square = torch::zeros({d, d}, torch::kDouble);
    for (std::int64_t first = 0; first < n; first += rows_at_once) {
        const torch::Tensor centred = x.narrow(0, first, std::min(rows_at_once, n - first)).to(torch::kDouble) - mean;
        parallel_chunks(blocks, 1, [&](std::int64_t block, std::int64_t) {
            const torch::NoGradGuard no_gradients; // each thread's own
            // The last ones have the longest rows: they begin.
            const std::int64_t column = (blocks - 1 - block) * columns_at_once, width = std::min(columns_at_once, d - column);
            square.narrow(0, column, width)
                .narrow(1, 0, column + width)
                .add_(centred.narrow(1, column, width).t().mm(centred.narrow(1, 0, column + width)));
        });
    }
    return square / static_cast<double>(n);
}

torch::Tensor mean_of(const torch::Tensor& x) {
    torch::Tensor sum = torch::zeros({x.size(1)}, torch::kDouble);
    for (std::int64_t first = 0; first < x.size(0); first += rows_at_once)
        sum += x.narrow(0, first, std::min(rows_at_once, x.size(0) - first)).to(torch::kDouble).sum(0);
    return sum / static_cast<double>(x.size(0));
}

} // namespace

PrincipalAxes principal_axes(const torch::Tensor& points, std::int64_t count, bool about_mean) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor x = points.to(torch::kCPU);
    const std::int64_t n = x.size(0), d = x.size(1);
    const std::int64_t keep = std::min({count, n, d});
    PrincipalAxes out;
    out.mean = about_mean ? mean_of(x) : torch::zeros({d}, torch::kDouble);
    const bool wide = n < d;
    const torch::Tensor centred = wide ? x.to(torch::kDouble) - out.mean : torch::Tensor();
    const torch::Tensor square =
        wide ? centred.mm(centred.t()) / static_cast<double>(n) : covariance(x, out.mean); // eigh reads the lower half
    out.total_variance = square.diagonal().sum().item<double>();
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
