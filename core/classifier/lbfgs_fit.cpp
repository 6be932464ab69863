#include "core/classifier/lbfgs_fit.h"

#include "core/classifier/image_draws.h"
#include "core/classifier/lbfgs_memory.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <torch/types.h>

namespace whydah {
namespace {

constexpr double enough_gain = 1e-4;      // of the objective, in nats
constexpr double sufficient = 1e-4;       // Armijo's share of the slope
constexpr double shortest_step = 1.0 / 1024;
constexpr std::int64_t rows_at_once = 256;  // of the Gram matrix
constexpr std::int64_t searched_images = 200; // for the length of the first step

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
    Objective(const torch::Tensor& x, const torch::Tensor& labels, std::int64_t classes, double weight_decay)
        : x_(x),
          labels_(labels.unsqueeze(1)),
          weight_decay_(weight_decay),
          log_p_(torch::empty({x.size(0), classes}, x.options())) {
        if (x.size(0) <= 2 * x.size(1)) gram_ = gram_matrix(x); // else two products with x are cheaper
        minus_one_ = torch::full({x.size(0), 1}, -1.0, x.options());
    }

    /// Keeps the probabilities for write_gradient() of the same point.
    /// @param a, scores [n, C] of W = a^T X
    double value_at(const torch::Tensor& a, const torch::Tensor& scores) {
        at::_log_softmax_out(log_p_, scores, 1, false);
        const double square = a.flatten().dot(scores.flatten()).item<double>();
        return -log_p_.gather(1, labels_).mean().item<double>() + 0.5 * weight_decay_ * square;
    }
    void write_gradient(const torch::Tensor& at, torch::Tensor a, torch::Tensor scores) const {
        torch::exp_out(a, log_p_);
        a.scatter_add_(1, labels_, minus_one_);
        a.mul_(1 / static_cast<double>(x_.size(0))).add_(at, weight_decay_);
        gram_.defined() ? torch::mm_out(scores, gram_, a) : torch::mm_out(scores, x_, x_.t().mm(a));
    }
    /// The same at W = 0. There all probabilities are alike, and the product is one with sums over the images of a class.
    void write_first_gradient(torch::Tensor a, torch::Tensor scores) const {
        const double classes = static_cast<double>(a.size(1)), n = static_cast<double>(a.size(0));
        a.fill_(1 / classes).scatter_add_(1, labels_, minus_one_).div_(n);
        const torch::Tensor& images = gram_.defined() ? gram_ : x_;
        torch::Tensor sums = torch::zeros({a.size(1), images.size(1)}, images.options());
        if (images.is_cpu()) {
            sums.index_add_(0, labels_.flatten(), images); // [C, n] of the Gram matrix or [C, D]
        } else { // other devices add in no certain order
            torch::Tensor own = torch::zeros_like(a).scatter_(1, labels_, 1.0);
            torch::mm_out(sums, own.t(), images);
        }
        sums.sub_(sums.sum(0, true), 1 / classes).div_(-n);
        gram_.defined() ? scores.copy_(sums.t()) : torch::mm_out(scores, x_, sums.t());
    }

private:
    torch::Tensor x_, labels_, gram_, minus_one_;
    double weight_decay_;
    torch::Tensor log_p_;
};

/// The length t > 0 at which the objective of some of the images, each `every`th, is least along W = -t G, by Newton's
/// method; 0 where it does not fall. @param scores [n, C] of G   @param square |G|^2
double length_for(const torch::Tensor& scores, const torch::Tensor& labels, std::int64_t every, double square,
                  double weight_decay) {
    const auto some = torch::indexing::Slice(0, torch::indexing::None, every);
    const torch::Tensor s = scores.index({some}), own = labels.index({some}).unsqueeze(1);
    const double n = static_cast<double>(s.size(0)), of_own = s.gather(1, own).mean().item<double>();
    double length = 0, low = 0, high = std::numeric_limits<double>::infinity(); // the least lies between low and high
    for (int round = 0; round < 50; ++round) {
        const torch::Tensor p = torch::softmax(s * -length, 1).mul_(s), mean = p.sum(1);
        const double slope = of_own - mean.mean().item<double>() + weight_decay * length * square;
        const double variance = ((p.flatten().dot(s.flatten()) - mean.square().sum()) / n).item<double>();
        (slope < 0 ? low : high) = length;
        if (!(high > 0)) return 0;
        const double newton = -slope / (variance + weight_decay * square);
        double next = length + newton;
        if (!(next > low && next < high)) next = std::isfinite(high) ? (low + high) / 2 : 4 * length;
        if (length > 0) next = std::clamp(next, length / 8, 4 * length); // from a flat part Newton's step leaps anywhere
        if (!std::isfinite(next)) break;
        length = next;
        if (std::abs(slope * newton) < enough_gain / 10) break;
    }
    return length;
}

/// The first step from W = 0 is a long one: a curvature measured at its start tells too little of its end, but on the way
/// no product is needed, and some hundred images tell how long it should be.
double first_length(const torch::Tensor& scores, const torch::Tensor& labels, double square, double weight_decay) {
    const std::int64_t every = std::max<std::int64_t>(1, scores.size(0) / searched_images);
    const double length = length_for(scores, labels, every, square, weight_decay);
    return length > 0 || every == 1 ? length : length_for(scores, labels, 1, square, weight_decay);
}

} // namespace

LbfgsFit fit_by_lbfgs(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                      const JobControl& control) {
    const SetImages images = images_of(set);
    const auto n = static_cast<std::int64_t>(images.rows.size()), classes = static_cast<std::int64_t>(set.rows.size());
    const torch::Tensor mine = x.index_select(0, torch::tensor(images.rows, torch::kLong).to(x.device()));
    const torch::Tensor labels = torch::tensor(images.labels, torch::kLong).to(x.device());
    Objective objective(mine, labels, classes, settings.weight_decay);
    torch::Tensor a = torch::zeros({n, classes}, x.options()), scores = torch::zeros_like(a);
    torch::Tensor next = torch::empty_like(a), next_scores = torch::empty_like(a);
    LbfgsMemory memory(n, classes, x.options());
    double value = std::log(static_cast<double>(classes)), gain_before = 1;
    objective.write_first_gradient(memory.next_gradient(), memory.next_gradient_scores());
    const torch::Tensor first_scores = memory.next_gradient_scores();
    memory.take_gradient();
    const double square = memory.gradient_square();
    double first = first_length(first_scores, labels, square, settings.weight_decay);
    LbfgsFit fit;
    for (; fit.iterations < settings.steps; ++fit.iterations) {
        control.check();
        memory.find_direction(first);
        double step = 1, next_value = value;
        for (; step >= shortest_step; step /= 2) {
            at::sub_out(next, a, memory.direction(), step), at::sub_out(next_scores, scores, memory.direction_scores(), step);
            next_value = objective.value_at(next, next_scores);
            if (next_value <= value - sufficient * step * memory.slope()) break;
        }
        if (step < shortest_step && fit.iterations == 0) { // some of the images told too little of all
            const double of_all = length_for(first_scores, labels, 1, square, settings.weight_decay);
            if (of_all > 0 && of_all < first / 2) {
                first = of_all, --fit.iterations;
                continue;
            }
        }
        if (step < shortest_step || !(memory.slope() > 0)) break; // single precision sees no descent any more
        const double gain = value - next_value;
        std::swap(a, next), std::swap(scores, next_scores), value = next_value;
        if (gain + gain_before < enough_gain) {
            ++fit.iterations;
            break;
        }
        memory.take_step(step);
        objective.write_gradient(a, memory.next_gradient(), memory.next_gradient_scores());
        memory.take_gradient();
        gain_before = gain;
    }
    fit.weights = a.t().mm(mine);
    return fit;
}

} // namespace whydah
