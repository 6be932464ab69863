#include "core/classifier/lbfgs_memory.h"

#include <algorithm>

namespace whydah {

LbfgsMemory::LbfgsMemory(std::int64_t images, std::int64_t classes, const torch::TensorOptions& options)
    : a_(torch::empty({rows, images * classes}, options)),
      scores_(torch::empty({rows, images * classes}, options)),
      shape_{images, classes} {}

torch::Tensor LbfgsMemory::next_gradient() { return a_[next_].view(shape_); }
torch::Tensor LbfgsMemory::next_gradient_scores() { return scores_[next_].view(shape_); }
torch::Tensor LbfgsMemory::direction() const { return a_[direction_].view(shape_); }
torch::Tensor LbfgsMemory::direction_scores() const { return scores_[direction_].view(shape_); }

double LbfgsMemory::gradient_square() const {
    return inner_[static_cast<std::size_t>(gradient_)][static_cast<std::size_t>(gradient_)];
}

double LbfgsMemory::dot(const Coefficients& a, const Coefficients& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != 0)
            for (std::size_t j = 0; j < b.size(); ++j) sum += a[i] * b[j] * inner_[i][j];
    return sum;
}

LbfgsMemory::Coefficients LbfgsMemory::step_of(const Step& step) {
    Coefficients c{};
    c[static_cast<std::size_t>(step.direction)] = -step.length;
    return c;
}

LbfgsMemory::Coefficients LbfgsMemory::change_of(const Step& step) {
    Coefficients c{};
    c[static_cast<std::size_t>(step.after)] = 1, c[static_cast<std::size_t>(step.before)] = -1;
    return c;
}

/// Of rows first .. first + count - 1, one that neither a step nor the present gradient needs.
std::int64_t LbfgsMemory::free_row(std::int64_t first, std::int64_t count) const {
    const auto needed = [&](std::int64_t row) {
        return row == gradient_ || std::any_of(steps_.begin(), steps_.end(), [row](const Step& step) {
                   return row == step.direction || row == step.before || row == step.after;
               });
    };
    std::int64_t row = first;
    while (row < first + count - 1 && needed(row)) ++row;
    return row;
}

/// First and number of the rows that were ever written, of gradients and of directions; the others hold nothing yet.
std::vector<std::pair<std::int64_t, std::int64_t>> LbfgsMemory::used() const {
    if (used_directions_ == 0) return {{0, used_gradients_}};
    return {{0, used_gradients_}, {gradients, used_directions_}};
}

void LbfgsMemory::keep_step(std::int64_t before, std::int64_t after) {
    Step step{.direction = direction_, .before = before, .after = after, .length = length_, .inverse = 0};
    const double product = dot(step_of(step), change_of(step));
    if (!(product > 1e-20)) return steps_.clear(); // no curvature to learn from: begin anew, steps follow each other
    step.inverse = 1 / product;
    if (static_cast<std::int64_t>(steps_.size()) == steps) steps_.erase(steps_.begin());
    steps_.push_back(step);
}

void LbfgsMemory::take_gradient() {
    used_gradients_ = std::max(used_gradients_, next_ + 1);
    const auto own = static_cast<std::size_t>(next_);
    for (const auto& [first, count] : used()) {
        const torch::Tensor products = a_.narrow(0, first, count).mv(scores_[next_]).to(torch::kDouble).cpu();
        for (std::int64_t i = 0; i < count; ++i) {
            const auto row = static_cast<std::size_t>(first + i);
            inner_[own][row] = inner_[row][own] = products.data_ptr<double>()[i];
        }
    }
    const std::int64_t before = gradient_;
    gradient_ = next_;
    if (before >= 0) keep_step(before, gradient_);
    next_ = free_row(0, gradients);
}

void LbfgsMemory::find_direction(double first_scale) {
    Coefficients q{};
    q[static_cast<std::size_t>(gradient_)] = 1;
    const auto add = [&q](const Coefficients& c, double factor) {
        for (std::size_t i = 0; i < q.size(); ++i) q[i] += factor * c[i];
    };
    std::array<double, steps> alpha{};
    for (std::size_t i = steps_.size(); i-- > 0;) {
        alpha[i] = steps_[i].inverse * dot(step_of(steps_[i]), q);
        add(change_of(steps_[i]), -alpha[i]);
    }
    double scale = first_scale;
    if (!steps_.empty()) {
        const Coefficients change = change_of(steps_.back());
        scale = 1 / (steps_.back().inverse * dot(change, change));
    }
    for (double& c : q) c *= scale;
    for (std::size_t i = 0; i < steps_.size(); ++i)
        add(step_of(steps_[i]), alpha[i] - steps_[i].inverse * dot(change_of(steps_[i]), q));

    direction_ = free_row(gradients, directions);
    const torch::Tensor factors = torch::tensor(std::vector<double>(q.begin(), q.end()), torch::kDouble).to(a_.options());
    const auto combine = [&](torch::Tensor& vectors) {
        torch::Tensor sum;
        for (const auto& [first, count] : used()) {
            const torch::Tensor rows_of_part = vectors.narrow(0, first, count).t(), of_part = factors.narrow(0, first, count);
            sum = sum.defined() ? sum.addmv_(rows_of_part, of_part) : rows_of_part.mv(of_part);
        }
        vectors[direction_].copy_(sum);
    };
    combine(a_), combine(scores_);
    used_directions_ = std::max(used_directions_, direction_ - gradients + 1);
    const auto own = static_cast<std::size_t>(direction_);
    Coefficients products{};
    for (std::size_t i = 0; i < products.size(); ++i) {
        Coefficients unit{};
        unit[i] = 1;
        products[i] = dot(unit, q);
    }
    const double square = dot(q, q);
    for (std::size_t i = 0; i < products.size(); ++i) inner_[own][i] = inner_[i][own] = products[i];
    inner_[own][own] = square;
    slope_ = inner_[own][static_cast<std::size_t>(gradient_)];
}

} // namespace whydah
