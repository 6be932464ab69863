#include "core/training/mixed_precision.h"

#include "records/error.h"

#include <ATen/autocast_mode.h>
#include <algorithm>
#include <cmath>
#include <torch/version.h>

namespace whydah {
namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
void switch_autocast(torch::Device device, bool on) { at::autocast::set_autocast_enabled(device.type(), on); }
void set_type(torch::Device device, torch::ScalarType type) { at::autocast::set_autocast_dtype(device.type(), type); }
#else
void switch_autocast(torch::Device device, bool on) {
    device.is_cpu() ? at::autocast::set_cpu_enabled(on) : at::autocast::set_enabled(on);
}
void set_type(torch::Device device, torch::ScalarType type) {
    device.is_cpu() ? at::autocast::set_autocast_cpu_dtype(type) : at::autocast::set_autocast_gpu_dtype(type);
}
#endif

} // namespace

Precision resolve_precision(const std::string& name, torch::Device device) {
    if (name == "bfloat16") return Precision::bfloat16;
    if (name == "float16" && device.is_cpu())
        throw Error({.what = "the CPU does not train in float16",
                     .where = "option --precision",
                     .mend = "use --precision full or bfloat16, or a CUDA device"});
    if (name == "float16" || (name == "auto" && !device.is_cpu())) return Precision::float16;
    return Precision::full;
}

AutocastScope::AutocastScope(Precision precision, torch::Device device)
    : on_(precision != Precision::full),
      device_(device) {
    if (!on_) return;
    set_type(device_, precision == Precision::float16 ? torch::kHalf : torch::kBFloat16);
    switch_autocast(device_, true);
    at::autocast::increment_nesting();
}

AutocastScope::~AutocastScope() {
    if (!on_) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    switch_autocast(device_, false);
}

bool LossScale::unscale(const std::vector<torch::Tensor>& gradients) {
    if (fixed_) return true;
    torch::Tensor sum; // not finite if any number is not
    for (const torch::Tensor& gradient : gradients) {
        gradient.mul_(1 / scale_);
        const torch::Tensor part = gradient.abs().max().to(torch::kFloat);
        sum = sum.defined() ? sum + part : part;
    }
    if (sum.defined() && !std::isfinite(sum.item<double>())) {
        scale_ = std::max(1.0, scale_ / 2), good_steps_ = 0;
        return false;
    }
    if (++good_steps_ == 2000) scale_ *= 2, good_steps_ = 0;
    return true;
}

} // namespace whydah
