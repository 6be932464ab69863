#include "core/experiment/shared_product.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/nn/functional/linear.h>

namespace whydah {
namespace {

// Beside what waking a thread costs: OpenBLAS takes products of up to 10^6 multiplications by kernels that sum in
// another order.
constexpr std::int64_t smallest_strip = smallest_shared_product / 2; // multiplications
constexpr std::int64_t step = 16; // rows or columns: strips end where tiles of the BLAS's kernels do

/// How out is shared out: strips of its longer side, all but the last one whole steps.
struct Strips {
    std::int64_t count = 1, steps = 1, end = 0;
    std::int64_t begin_of(std::int64_t strip) const { return strip == count ? end : strip * steps / count * step; }
};

Strips strips_of(const torch::Tensor& out, const torch::Tensor& a) {
    const auto [shorter, longer] = std::minmax({out.size(0), out.size(1)}); // by value
    const std::int64_t a_length = shorter * a.size(1); // multiplications for one row or column
    if (!out.is_cpu() || longer * a_length < smallest_shared_product || at::in_parallel_region())
        return {.end = longer};
    const std::int64_t steps = longer / step, needed = (smallest_strip + a_length * step - 1) / (a_length * step);
    const std::int64_t count = std::min<std::int64_t>(at::get_num_threads(), steps / needed);
    return count < 2 ? Strips{.end = longer} : Strips{count, steps, longer};
}

/// x weight^T with gradients.
struct ProductWithGradients : torch::autograd::Function<ProductWithGradients> {
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight) {
        context->save_for_backward({x, weight});
        context->saved_data["x"] = x.requires_grad(), context->saved_data["weight"] = weight.requires_grad();
        return shared_mm(x, weight.t());
    }

    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list of_result) {
        auto saved = context->get_saved_variables();
        torch::autograd::tensor_list of(2);
        if (context->saved_data["x"].toBool()) of[0] = shared_mm(of_result[0], saved[1]);
        if (context->saved_data["weight"].toBool()) of[1] = of_weight(saved[1], of_result[0].t(), saved[0]);
        return of;
    }

private:
    /// Undefined if it has been added to the weight's gradient right away: as large as the weight, it would be written
    /// to memory of its own, read, and added by a pass over both.
    static torch::Tensor of_weight(torch::Tensor& weight, const torch::Tensor& a, const torch::Tensor& b) {
        if (!weight.is_leaf() || at::GradMode::is_enabled()) return shared_mm(a, b);
        torch::Tensor& gradient = weight.mutable_grad();
        if (!gradient.defined() || !gradient.is_contiguous() || gradient.scalar_type() != weight.scalar_type())
            return shared_mm(a, b);
        shared_addmm(gradient, a, b);
        return {};
    }
};

} // namespace

torch::Tensor& shared_addmm(torch::Tensor& out, const torch::Tensor& a, const torch::Tensor& b, double beta,
                            double alpha) {
    const Strips strips = strips_of(out, a);
    if (strips.count == 1) return out.addmm_(a, b, beta, alpha);
    const bool by_rows = out.size(0) >= out.size(1);
    at::parallel_for(0, strips.count, 1, [&](std::int64_t begin, std::int64_t end) {
        const torch::NoGradGuard no_gradients; // each thread has its own mode
        for (std::int64_t strip = begin; strip < end; ++strip) {
            const std::int64_t first = strips.begin_of(strip), length = strips.begin_of(strip + 1) - first;
            torch::Tensor part = out.narrow(by_rows ? 0 : 1, first, length);
            if (by_rows)
                part.addmm_(a.narrow(0, first, length), b, beta, alpha);
            else
                part.addmm_(a, b.narrow(1, first, length), beta, alpha);
        }
    });
    return out;
}

torch::Tensor shared_mm(const torch::Tensor& a, const torch::Tensor& b) {
    torch::Tensor out = torch::empty({a.size(0), b.size(1)}, a.options());
    return shared_addmm(out, a, b, 0);
}

torch::Tensor shared_linear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias) {
    // By size and device alone: the way must not depend on the number of threads.
    if (!x.is_cpu() || x.size(0) * weight.numel() < smallest_shared_product)
        return torch::nn::functional::linear(x, weight, bias);
    const torch::Tensor product = ProductWithGradients::apply(x, weight);
    return bias.defined() ? product + bias : product;
}

} // namespace whydah
