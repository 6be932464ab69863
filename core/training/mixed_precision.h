#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

enum class Precision {
    full,     ///< float32 throughout
    bfloat16, ///< convolutions and matrix products in bfloat16
    float16   ///< in float16, with a scaled loss; CUDA only
};

/// "auto": float16 on CUDA, full on the CPU. "full", "bfloat16", "float16". @throws Error for float16 on the CPU
Precision resolve_precision(const std::string& name, torch::Device device);

/// LibTorch's autocast as long as this lives; nothing for Precision::full.
class AutocastScope {
public:
    AutocastScope(Precision precision, torch::Device device);
    ~AutocastScope();
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;

private:
    bool on_;
    torch::Device device_;
};

/// Keeps float16 gradients from vanishing (Micikevicius et al. 2018): the loss is multiplied by a large number and the
/// gradients divided by it. A step whose gradients overflow is left out and the number halved; it doubles after 2,000
/// good steps.
class LossScale {
public:
    explicit LossScale(Precision precision)
        : scale_(precision == Precision::float16 ? 65536 : 1),
          fixed_(scale_ == 1) {}
    double value() const { return scale_; }
    std::int64_t good_steps() const { return good_steps_; }
    void restore(double value, std::int64_t good_steps) { scale_ = value, good_steps_ = good_steps; }
    /// Divides the gradients. @return whether they are finite, so that the step is to be made
    bool unscale(const std::vector<torch::Tensor>& gradients);

private:
    double scale_;
    bool fixed_;
    std::int64_t good_steps_ = 0;
};

} // namespace whydah
