#include "core/classifier/lbfgs_fit.h"

#include "core/classifier/image_draws.h"

#include <algorithm>
#include <array>
#include <deque>
#include <torch/types.h>
#include <vector>

namespace whydah {
namespace {

constexpr std::size_t memory = 3;         // pairs of differences: more cost more than they save, in some ten iterations
constexpr double enough_gain = 1e-4;      // of the objective, in nats
constexpr double sufficient = 1e-4;       // Armijo's share of the slope
constexpr double shortest_step = 1.0 / 1024;
constexpr std::int64_t rows_at_once = 256; // of the Gram matrix

/// A direction or point W = a^T X, as its coefficients and its scores K a. Inner products of two of them are those of
/// the weights: <u, v> = sum of u.a * v.scores.
struct Span {
    torch::Tensor a, scores; ///< [n, C] each
    double dot(const Span& other) const {
        return a.flatten().dot(other.scores.flatten()).item<double>();
    }
    void add(const Span& other, double factor) {
        a.add_(other.a, factor), scores.add_(other.scores, factor);
    }
    void scale(double factor) { a.mul_(factor), scores.mul_(factor); }
};

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

    torch::Tensor scores_of(const torch::Tensor& a) const {
        return gram_.defined() ? gram_.mm(a) : x_.mm(x_.t().mm(a));
    }
    /// Keeps the probabilities for gradient_at() of the same point.
    double value_at(const Span& at) {
        log_p_ = torch::log_softmax(at.scores, 1);
        return -log_p_.gather(1, labels_).mean().item<double>() + 0.5 * weight_decay_ * at.dot(at);
    }
    /// After value_at() of the same point.
    Span gradient_at(const Span& at) {
        torch::Tensor a = log_p_.exp();
        a.scatter_add_(1, labels_, minus_one_);
        a.div_(static_cast<double>(x_.size(0))).add_(at.a, weight_decay_);
        return {a, scores_of(a)};
    }
    /// Second derivative along a direction. After value_at().
    double curvature(const Span& along) const {
        const torch::Tensor p = log_p_.exp(), weighted = p * along.scores;
        const double of_loss =
            (weighted * along.scores).sum().item<double>() - weighted.sum(1).square().sum().item<double>();
        return of_loss / static_cast<double>(x_.size(0)) + weight_decay_ * along.dot(along);
    }

private:
    torch::Tensor x_, labels_, gram_, minus_one_, log_p_;
    double weight_decay_;
};

/// What two steps after each other tell of the curvature.
struct Pair {
    Span step, change; ///< of the point and of the gradient
    double inverse;    ///< 1 / <step, change>
};

/// The two loops: gradient -> approximate Newton direction (to be subtracted).
Span direction_of(const Span& gradient, const std::deque<Pair>& pairs, double first_scale) {
    Span q{gradient.a.clone(), gradient.scores.clone()};
    std::array<double, memory> alpha{};
    for (std::size_t i = pairs.size(); i-- > 0;) {
        alpha[i] = pairs[i].inverse * pairs[i].step.dot(q);
        q.add(pairs[i].change, -alpha[i]);
    }
    q.scale(pairs.empty() ? first_scale : 1 / (pairs.back().inverse * pairs.back().change.dot(pairs.back().change)));
    for (std::size_t i = 0; i < pairs.size(); ++i)
        q.add(pairs[i].step, alpha[i] - pairs[i].inverse * pairs[i].change.dot(q));
    return q;
}

Span difference(const Span& a, const Span& b) { return {a.a - b.a, a.scores - b.scores}; }

} // namespace

LbfgsFit fit_by_lbfgs(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                      const JobControl& control) {
    const SetImages images = images_of(set);
    const auto n = static_cast<std::int64_t>(images.rows.size()), classes = static_cast<std::int64_t>(set.rows.size());
    const torch::Tensor mine = x.index_select(0, torch::tensor(images.rows, torch::kLong).to(x.device()));
    Objective objective(mine, torch::tensor(images.labels, torch::kLong).to(x.device()), settings.weight_decay);
    Span point{torch::zeros({n, classes}, x.options()), torch::zeros({n, classes}, x.options())};
    double value = objective.value_at(point), gain_before = 1;
    Span gradient = objective.gradient_at(point);
    std::deque<Pair> pairs;
    LbfgsFit fit;
    for (; fit.iterations < settings.steps; ++fit.iterations) {
        control.check();
        const double first_scale = pairs.empty() ? gradient.dot(gradient) / objective.curvature(gradient) : 1;
        const Span newton = direction_of(gradient, pairs, first_scale);
        const double slope = newton.dot(gradient);
        Span next;
        double step = 1, next_value = value;
        for (; step >= shortest_step; step /= 2) {
            next = {point.a.sub(newton.a, step), point.scores.sub(newton.scores, step)};
            next_value = objective.value_at(next);
            if (next_value <= value - sufficient * step * slope) break;
        }
        if (step < shortest_step || !(slope > 0)) break; // single precision sees no descent any more
        const Span next_gradient = objective.gradient_at(next);
        Pair pair{difference(next, point), difference(next_gradient, gradient), 0};
        if (const double product = pair.step.dot(pair.change); product > 1e-20) {
            pair.inverse = 1 / product;
            pairs.push_back(std::move(pair));
            if (pairs.size() > memory) pairs.pop_front();
        }
        const double gain = value - next_value;
        point = next, gradient = next_gradient, value = next_value;
        if (gain + gain_before < enough_gain) {
            ++fit.iterations;
            break;
        }
        gain_before = gain;
    }
    fit.weights = point.a.t().mm(mine);
    return fit;
}

} // namespace whydah
