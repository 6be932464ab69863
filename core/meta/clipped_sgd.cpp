#include "core/meta/clipped_sgd.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <utility>

namespace whydah {
namespace {

constexpr std::int64_t chunk = std::int64_t{1} << 15; // numbers that are summed together; a thread takes no fewer

bool in_plain_memory(const torch::Tensor& t) {
    return t.is_cpu() && t.scalar_type() == torch::kFloat && t.is_contiguous();
}

double sum_of_squares(const torch::Tensor& t) {
    const float* const value = t.data_ptr<float>();
    const std::int64_t n = t.numel();
    std::vector<double> sums(static_cast<std::size_t>((n + chunk - 1) / chunk));
    at::parallel_for(0, static_cast<std::int64_t>(sums.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t c = begin; c < end; ++c) {
            const std::int64_t last = std::min(n, (c + 1) * chunk);
            double sum = 0;
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = c * chunk; i < last; ++i)
                sum += static_cast<double>(value[i]) * static_cast<double>(value[i]);
            sums[static_cast<std::size_t>(c)] = sum;
        }
    });
    double all = 0; // in one order on any number of threads
    for (const double sum : sums) all += sum;
    return all;
}

void step_in_one_pass(torch::Tensor& parameter, torch::Tensor& velocity, const torch::Tensor& gradient, float share,
                      float momentum, float weight_decay, float learning_rate) {
    float* const p = parameter.data_ptr<float>();
    float* const v = velocity.data_ptr<float>();
    const float* const g = gradient.data_ptr<float>();
    at::parallel_for(0, parameter.numel(), chunk, [&](std::int64_t begin, std::int64_t end) {
#pragma omp simd
        for (std::int64_t i = begin; i < end; ++i) {
            v[i] = momentum * v[i] + (share * g[i] + weight_decay * p[i]);
            p[i] -= learning_rate * v[i];
        }
    });
}

} // namespace

ClippedSgd::ClippedSgd(std::vector<torch::Tensor> parameters, const Settings& settings)
    : parameters_(std::move(parameters)),
      velocity_(parameters_.size()),
      settings_(settings) {}

void ClippedSgd::zero_gradients() {
    const torch::NoGradGuard no_gradients;
    for (torch::Tensor& parameter : parameters_)
        if (parameter.grad().defined()) parameter.mutable_grad().zero_();
}

double ClippedSgd::gradient_norm() const {
    double squares = 0;
    torch::Tensor elsewhere; // one number for all: each that is read waits for the device
    for (const torch::Tensor& parameter : parameters_) {
        const torch::Tensor& gradient = parameter.grad();
        if (!gradient.defined()) continue;
        if (in_plain_memory(gradient)) {
            squares += sum_of_squares(gradient);
            continue;
        }
        const torch::Tensor sum = gradient.square().sum(torch::kDouble);
        elsewhere = elsewhere.defined() ? elsewhere + sum : sum;
    }
    return std::sqrt(squares + (elsewhere.defined() ? elsewhere.item<double>() : 0));
}

bool ClippedSgd::step(double learning_rate) {
    const torch::NoGradGuard no_gradients;
    const double norm = gradient_norm(), share = std::min(1.0, settings_.clip / (norm + 1e-6));
    if (!std::isfinite(norm)) return false;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        torch::Tensor parameter = parameters_[i].detach();
        const torch::Tensor& gradient = parameters_[i].grad();
        if (!gradient.defined()) continue;
        torch::Tensor& velocity = velocity_[i];
        if (!velocity.defined()) velocity = torch::zeros_like(parameter);
        if (in_plain_memory(parameter) && in_plain_memory(gradient)) {
            step_in_one_pass(parameter, velocity, gradient, static_cast<float>(share),
                             static_cast<float>(settings_.momentum), static_cast<float>(settings_.weight_decay),
                             static_cast<float>(learning_rate));
        } else {
            velocity.mul_(settings_.momentum).add_(gradient, share).add_(parameter, settings_.weight_decay);
            parameter.sub_(velocity, learning_rate);
        }
    }
    return true;
}

} // namespace whydah
