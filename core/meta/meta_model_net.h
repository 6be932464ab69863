#pragma once

#include <torch/nn.h>

#include <cstdint>
#include <vector>

namespace whydah {

enum class Normalisation { none, batch };

/// What a block computes of theta: the paper's theta + f(theta), f(theta) alone (ablation), or [21]'s regression
/// network: linear (D to 2 D), leaky ReLU, linear (2 D to D), without identity and normalisation.
enum class BlockKind { residual, no_identity, regression };

struct NetShape {
    std::int64_t dimension = 0; ///< length of theta
    std::int64_t blocks = 1;    ///< N + 1
    std::int64_t layers = 1;    ///< pre-activation layers in each block
    Normalisation normalisation = Normalisation::none;
    double leaky_slope = 0.01;
    BlockKind kind = BlockKind::residual;
    std::int64_t rank = 0; ///< of each linear map of a residual block: A = U V^T, U and V [D, rank]; 0: any. ours
};

/// f of Eqn (2), Fig. 2b: (normalisation, leaky ReLU, linear) x layers. Weights start near 0, so theta + f(theta)
/// starts near theta. See BlockKind for the others. With a rank, "linears" holds U and the bias, "factors" V^T; U of the
/// last layer starts at 0, so theta + f(theta) starts as theta itself.
class ResidualBlockImpl : public torch::nn::Module {
public:
    explicit ResidualBlockImpl(const NetShape& shape);
    /// @param theta [M, D]   @return theta + f(theta; w_i), [M, D]
    torch::Tensor forward(const torch::Tensor& theta);

private:
    torch::nn::ModuleList norms_, linears_, factors_;
    double leaky_slope_;
    BlockKind kind_;
};
TORCH_MODULE(ResidualBlock);

/// The chain of residual blocks of Fig. 2a. Block i takes 2^i-shot weights to 2^(i+1)-shot weights; F_i enters at block
/// i: F_i(theta) = F_(i+1)(theta + f(theta; w_i)), F_(N+1) = identity (Eqn (2)).
class MetaModelNetImpl : public torch::nn::Module {
public:
    explicit MetaModelNetImpl(const NetShape& shape);

    std::int64_t last_block() const { return shape_.blocks - 1; } ///< N
    /// F_i. @param theta [M, D], one class a row   @param i block to enter, 0..N+1; N+1 is the identity   @return [M,
    /// D]
    torch::Tensor forward_from(torch::Tensor theta, std::int64_t i);
    /// F_ij: blocks i..j-1 only, from k(i)-shot to k(j)-shot weights. @return [M, D]
    torch::Tensor forward_between(torch::Tensor theta, std::int64_t i, std::int64_t j);
    /// Rows enter at blocks of their own. @param entry one block 0..N+1 for each row   @return [M, D], rows in the same
    /// order
    torch::Tensor forward(const torch::Tensor& theta, const std::vector<std::int64_t>& entry);
    /// Parameters of blocks i..N, those that train while block i is trained (Sec. 3.3).
    std::vector<torch::Tensor> parameters_from(std::int64_t i);

private:
    NetShape shape_;
    torch::nn::ModuleList blocks_;
};
TORCH_MODULE(MetaModelNet);

} // namespace whydah
