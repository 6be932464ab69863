#pragma once

#include <torch/types.h>

#include <cstdint>

namespace whydah {

/// Multiplications of the smallest product that is shared out: a smaller one is done before another thread is awake.
constexpr std::int64_t smallest_shared_product = std::int64_t{1} << 21;

/// out = beta out + alpha a b, one matrix product shared out over the calling thread's budget (set_thread_budget): each
/// thread makes a strip of rows or of columns of out, whichever it has more of. The BLAS has one thread for itself, so
/// where no models are trained side by side nothing else would use the other cores. A number of out is summed by one
/// thread, in the order of the whole product: the result does not depend on the number of threads. Within a parallel
/// region, for small products and on other devices it is the plain product.
/// @param out [M, N] written in place   @param a [M, K]   @param b [K, N]   @return out
torch::Tensor& shared_addmm(torch::Tensor& out, const torch::Tensor& a, const torch::Tensor& b, double beta = 1,
                            double alpha = 1);

/// a b. @return [M, N]
torch::Tensor shared_mm(const torch::Tensor& a, const torch::Tensor& b);

/// x weight^T + bias as torch::linear, with gradients; forward and backward by shared products. For backward() only,
/// not for torch::autograd::grad: what a parameter (a leaf) has as its gradient already is added to in place.
/// @param x [M, K]   @param weight [N, K]   @param bias [N], or undefined: none   @return [M, N]
torch::Tensor shared_linear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias = {});

} // namespace whydah
