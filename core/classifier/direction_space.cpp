#include "core/classifier/direction_space.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace whydah {
namespace {

constexpr std::int64_t rows_at_once = 64; // scores of these images stay in the cache
constexpr double enough = 0.01;           // of what is gained, for the next Newton step to be left out
constexpr double least_gain = 1e-6;       // of the objective; single precision sees little below
constexpr int most_steps = 30;

} // namespace

void DirectionSpace::begin(const torch::Tensor& labels, std::int64_t classes, double weight_decay) {
    n_ = labels.size(0), classes_ = classes, count_ = 0, weight_decay_ = weight_decay;
    value_ = std::log(static_cast<double>(classes));
    point_ = {};
    labels_ = labels.unsqueeze(1);
    const auto options = torch::TensorOptions(torch::kFloat).device(labels.device());
    if (!directions_.defined() || directions_.device() != labels.device())
        directions_ = torch::empty({0}, options), scores_ = torch::empty({0}, options), p_ = torch::empty({0}, options);
    directions_.resize_({most, n_ * classes_}), scores_.resize_({most, n_ * classes_}), p_.resize_({n_, classes_});
    minus_one_ = torch::full({n_, 1}, -1.0F, options);
}

torch::Tensor DirectionSpace::factors(const Vector& c) const {
    torch::Tensor row = torch::empty({count_});
    for (std::int64_t i = 0; i < count_; ++i)
        row.data_ptr<float>()[i] = static_cast<float>(c[static_cast<std::size_t>(i)]);
    return row.to(directions_.device());
}

void DirectionSpace::make_room() {
    if (count_ < most) return;
    // The two oldest become one: what they are at the present point. The others move up.
    const auto first = static_cast<float>(point_[0]), second = static_cast<float>(point_[1]);
    for (torch::Tensor* rows : {&directions_, &scores_}) {
        (*rows)[0].mul_(first).add_((*rows)[1], second);
        for (std::int64_t row = 1; row + 1 < most; ++row) (*rows)[row].copy_((*rows)[row + 1]);
    }
    own_[0] = own_[0] * point_[0] + own_[1] * point_[1];
    Vector with_others{};
    for (std::size_t i = 0; i < most; ++i) with_others[i] = inner_[0][i] * point_[0] + inner_[1][i] * point_[1];
    with_others[0] = with_others[0] * point_[0] + with_others[1] * point_[1];
    for (std::size_t i = 2; i < most; ++i) {
        for (std::size_t j = 2; j < most; ++j) inner_[i - 1][j - 1] = inner_[i][j];
        inner_[0][i - 1] = inner_[i - 1][0] = with_others[i];
        own_[i - 1] = own_[i], point_[i - 1] = point_[i];
    }
    inner_[0][0] = with_others[0], point_[0] = 1;
    --count_;
}

double DirectionSpace::take_direction() {
    const auto next = static_cast<std::size_t>(count_++);
    const torch::Tensor products =
        directions_.narrow(0, 0, count_).mv(scores_[count_ - 1]).to(torch::kCPU, torch::kDouble);
    for (std::size_t i = 0; i <= next; ++i) inner_[i][next] = inner_[next][i] = products.data_ptr<double>()[i];
    own_[next] = scores_[count_ - 1].view({n_, classes_}).gather(1, labels_).mean().item<double>();
    point_[next] = 0;
    return inner_[next][next];
}

/// Images' scores are sums of those of the directions; beside the value, each direction's mean score under the
/// probabilities gives the gradient, their covariance the Hessian.
DirectionSpace::Local DirectionSpace::evaluate(const Vector& c) {
    const std::int64_t at_once = p_.is_cpu() ? rows_at_once : n_;
    const torch::Tensor by = factors(c);
    const auto sums = p_.options().dtype(torch::kDouble);
    torch::Tensor value = torch::zeros({}, sums), means = torch::zeros({count_}, sums), squares = torch::zeros({count_, count_}, sums);
    for (std::int64_t first = 0; first < n_; first += at_once) {
        const std::int64_t rows = std::min(at_once, n_ - first), cells = rows * classes_;
        const torch::Tensor of_rows = scores_.narrow(0, 0, count_).narrow(1, first * classes_, cells); // [count, cells]
        torch::Tensor p = p_.narrow(0, first, rows);
        at::_log_softmax_out(p, of_rows.t().mv(by).view({rows, classes_}), 1, false);
        value.sub_(p.gather(1, labels_.narrow(0, first, rows)).sum());
        p.exp_();
        const torch::Tensor weighted = of_rows * p.view({1, cells});
        const torch::Tensor mean = weighted.view({count_, rows, classes_}).sum(2); // of each image
        means.add_(mean.sum(1));
        squares.add_(weighted.mm(of_rows.t()).sub_(mean.mm(mean.t())));
    }
    const double n = static_cast<double>(n_);
    const torch::Tensor mean = means.cpu(), square = squares.cpu();
    Local local;
    local.value = value.item<double>() / n;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count_); ++i) {
        double along = 0;
        for (std::size_t j = 0; j < static_cast<std::size_t>(count_); ++j) {
            along += inner_[i][j] * c[j];
            local.hessian[i][j] = square.data_ptr<double>()[i * static_cast<std::size_t>(count_) + j] / n + weight_decay_ * inner_[i][j];
        }
        local.value += 0.5 * weight_decay_ * c[i] * along;
        local.gradient[i] = mean.data_ptr<double>()[i] / n - own_[i] + weight_decay_ * along;
    }
    return local;
}

DirectionSpace::Vector DirectionSpace::newton_step(const Local& local) const {
    // Scaled to a diagonal of ones, as directions differ by orders of magnitude; a little more than that, as they may
    // be alike.
    torch::Tensor h = torch::zeros({count_, count_}, torch::kDouble), g = torch::zeros({count_}, torch::kDouble);
    Vector scale{}, step{};
    for (std::size_t i = 0; i < static_cast<std::size_t>(count_); ++i)
        scale[i] = local.hessian[i][i] > 0 ? 1 / std::sqrt(local.hessian[i][i]) : 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count_); ++i) {
        g.data_ptr<double>()[i] = -local.gradient[i] * scale[i];
        for (std::size_t j = 0; j < static_cast<std::size_t>(count_); ++j)
            h.data_ptr<double>()[i * static_cast<std::size_t>(count_) + j] = local.hessian[i][j] * scale[i] * scale[j] + (i == j ? 1e-7 : 0);
    }
    const torch::Tensor solved = torch::linalg_solve(h, g);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count_); ++i) step[i] = solved.data_ptr<double>()[i] * scale[i];
    return step;
}

double DirectionSpace::minimise(double first_length) {
    const double before = value_;
    Vector best = point_, trial = point_;
    if (count_ == 1) trial[0] = -first_length;
    Local local = evaluate(trial);
    if (count_ == 1 && !(local.value < before)) local = evaluate(trial = point_);
    best = trial, value_ = local.value;
    bool at_best = true; // the last point looked at is the best one
    for (int i = 0; i < most_steps && at_best; ++i) {
        const Vector step = newton_step(local);
        double slope = 0;
        for (std::size_t j = 0; j < static_cast<std::size_t>(count_); ++j) slope -= local.gradient[j] * step[j];
        if (!(slope / 2 > std::max(least_gain, enough * (before - value_)))) break;
        double length = 1;
        Local next;
        for (; length > 1e-3; length /= 2) {
            for (std::size_t j = 0; j < static_cast<std::size_t>(count_); ++j) trial[j] = best[j] + length * step[j];
            next = evaluate(trial);
            if (next.value < value_) break;
        }
        at_best = next.value < value_;
        if (at_best) best = trial, value_ = next.value, local = next;
    }
    point_ = best;
    if (!at_best) evaluate(best); // the probabilities of this point
    return value_;
}

double DirectionSpace::write_gradient(torch::Tensor out) {
    p_.scatter_add_(1, labels_, minus_one_);
    torch::mul_out(out, p_, torch::scalar_tensor(1 / static_cast<double>(n_), p_.options()));
    out.flatten().addmv_(directions_.narrow(0, 0, count_).t(), factors(point_), 1, weight_decay_);
    return out.flatten().dot(out.flatten()).item<double>();
}

void DirectionSpace::write_point(torch::Tensor out) const {
    torch::Tensor flat = out.view({n_ * classes_});
    torch::mv_out(flat, directions_.narrow(0, 0, count_).t(), factors(point_));
}

} // namespace whydah
