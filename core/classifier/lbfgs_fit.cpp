#include "core/classifier/lbfgs_fit.h"

#include "core/classifier/image_draws.h"
#include "core/classifier/lbfgs_memory.h"

#include <algorithm>
#include <torch/types.h>

namespace whydah {
namespace {

constexpr double enough_gain = 1e-4;      // of the objective, in nats
constexpr double sufficient = 1e-4;       // Armijo's share of the slope
constexpr double shortest_step = 1.0 / 1024;
constexpr std::int64_t rows_at_once = 256; // of the Gram matrix

/// X X^T: the lower half is computed, the upper one copied.
torch::Tensor gram_matrix(const torch::Tensor& x) {
    const std::int64_t n = x.size(0);
    torch::Tensor gram = torch::empty({n, n}, x.options());
    for (std::int64_t first = 0; first < n; first += rows_at_once) {
        const std::int64_t rows = std::min(rows_at_once, n - first);
        const torch::Tensor part = x.narrow(0, first, rows).mm(x.narrow(0, 0, first + rows).t());
        gram.narrow(0, first, rows).narrow(1, 0, first + rows).copy_(part);
        gram.narrow(0, 0, first).narrow(1, first, rows).copy_(part.narrow(1, 0, first).t());
    }
    return gram;
}

/// One model's objective in the span of its images.
class Objective {
public:
    Objective(const torch::Tensor& x, const torch::Tensor& labels, double weight_decay)
        : x_(x),
          labels_(labels.unsqueeze(1)),
          weight_decay_(weight_decay) {
        if (x.size(0) <= 2 * x.size(1)) gram_ = gram_matrix(x); // else two products with x are cheaper
        minus_one_ = torch::full({x.size(0), 1}, -1.0, x.options());
    }

    /// Keeps the probabilities for write_gradient() and curvature() of the same point.
    /// @param a, scores [n, C] of W = a^T X
    double value_at(const torch::Tensor& a, const torch::Tensor& scores) {
        log_p_ = torch::log_softmax(scores, 1);
        const double square = a.flatten().dot(scores.flatten()).item<double>();
        return -log_p_.gather(1, labels_).mean().item<double>() + 0.5 * weight_decay_ * square;
    }
    void write_gradient(const torch::Tensor& at, torch::Tensor a, torch::Tensor scores) const {
        torch::exp_out(a, log_p_);
        a.scatter_add_(1, labels_, minus_one_);
        a.mul_(1 / static_cast<double>(x_.size(0))).add_(at, weight_decay_);
        gram_.defined() ? torch::mm_out(scores, gram_, a) : torch::mm_out(scores, x_, x_.t().mm(a));
    }
    /// Second derivative along the gradient at W = 0.
    double curvature(const torch::Tensor& scores, double square) const {
        const torch::Tensor weighted = log_p_.exp().mul_(scores);
        const double of_loss =
            weighted.flatten().dot(scores.flatten()).item<double>() - weighted.sum(1).square().sum().item<double>();
        return of_loss / static_cast<double>(x_.size(0)) + weight_decay_ * square;
    }

private:
    torch::Tensor x_, labels_, gram_, minus_one_, log_p_;
    double weight_decay_;
};

} // namespace

LbfgsFit fit_by_lbfgs(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                      const JobControl& control) {
    const SetImages images = images_of(set);
    const auto n = static_cast<std::int64_t>(images.rows.size()), classes = static_cast<std::int64_t>(set.rows.size());
    const torch::Tensor mine = x.index_select(0, torch::tensor(images.rows, torch::kLong).to(x.device()));
    Objective objective(mine, torch::tensor(images.labels, torch::kLong).to(x.device()), settings.weight_decay);
    torch::Tensor a = torch::zeros({n, classes}, x.options()), scores = torch::zeros_like(a);
    LbfgsMemory memory(n, classes, x.options());
    double value = objective.value_at(a, scores), gain_before = 1;
    const auto renew_gradient = [&] {
        objective.write_gradient(a, memory.next_gradient(), memory.next_gradient_scores());
        memory.take_gradient();
    };
    const torch::Tensor first_scores = memory.next_gradient_scores();
    renew_gradient();
    const double first_square = memory.gradient_square();
    const double first_scale = first_square / objective.curvature(first_scores, first_square);
    LbfgsFit fit;
    for (; fit.iterations < settings.steps; ++fit.iterations) {
        control.check();
        memory.find_direction(first_scale);
        torch::Tensor next, next_scores;
        double step = 1, next_value = value;
        for (; step >= shortest_step; step /= 2) {
            next = a.sub(memory.direction(), step), next_scores = scores.sub(memory.direction_scores(), step);
            next_value = objective.value_at(next, next_scores);
            if (next_value <= value - sufficient * step * memory.slope()) break;
        }
        if (step < shortest_step || !(memory.slope() > 0)) break; // single precision sees no descent any more
        const double gain = value - next_value;
        a = next, scores = next_scores, value = next_value;
        if (gain + gain_before < enough_gain) {
            ++fit.iterations;
            break;
        }
        memory.take_step(step);
        renew_gradient();
        gain_before = gain;
    }
    fit.weights = a.t().mm(mine);
    return fit;
}

} // namespace whydah
