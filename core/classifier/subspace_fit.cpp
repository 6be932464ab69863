#include "core/classifier/subspace_fit.h"

#include "core/classifier/image_draws.h"
#include "core/experiment/shared_product.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace whydah {
namespace {

constexpr double enough = 2e-4, enough_share = 4e-4; // of the objective may be left, in nats and of what it is
constexpr double other_eigenvalues = 4;       // times the one along the first gradient: about the second of K
constexpr std::int64_t gram_block = 128;      // a square of the Gram matrix that is not divided any more
constexpr std::int64_t searched_rows = 16;    // for how long the features are
constexpr std::int64_t searched_images = 200; // for the length of the first step

bool has_gram(std::int64_t images, std::int64_t dimension) { return images <= 2 * dimension; } // else two products with x

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
        if (std::abs(slope * newton) < enough / 20) break;
    }
    return length;
}

/// The first step from W = 0 is a long one, whose curvature at the start tells too little of its end; some hundred
/// images tell about how long it should be.
double first_length(const torch::Tensor& scores, const torch::Tensor& labels, double square, double weight_decay) {
    const std::int64_t every = (scores.size(0) + searched_images - 1) / searched_images;
    const double length = length_for(scores, labels, every, square, weight_decay);
    return length > 0 || every == 1 ? length : length_for(scores, labels, 1, square, weight_decay);
}

/// What can still be gained, if each gain is to the one before as the next one to the last.
double left(double last, double next) {
    const double ratio = last > 0 ? std::min(next / last, 0.9) : 0.9;
    return next / (1 - ratio);
}

/// A view of this shape of a buffer that only grows.
torch::Tensor room(torch::Tensor& buffer, at::IntArrayRef shape, const torch::TensorOptions& options) {
    if (!buffer.defined() || buffer.device() != options.device()) buffer = torch::empty({0}, options);
    return buffer.resize_(shape);
}

} // namespace

std::int64_t SubspaceFit::bytes(std::int64_t images, std::int64_t classes, std::int64_t dimension) {
    const std::int64_t floats = images * dimension + (has_gram(images, dimension) ? images * images : 0) +
                                (2 * DirectionSpace::most + 2) * images * classes + 2 * classes * dimension;
    return floats * static_cast<std::int64_t>(sizeof(float));
}

void SubspaceFit::gather(const torch::Tensor& x, const std::vector<std::int64_t>& rows) {
    const auto n = static_cast<std::int64_t>(rows.size());
    x_ = room(x_buffer_, {n, x.size(1)}, x.options());
    torch::index_select_out(x_, x, 0, torch::tensor(rows, torch::kLong).to(x.device()));
    // By a power of two to rows of length about 1, which is exact: squares of scores are to stay within single precision.
    const auto some = torch::indexing::Slice(0, torch::indexing::None, std::max<std::int64_t>(1, n / searched_rows));
    const double longest = x_.index({some}).to(torch::kDouble).norm(2, 1).max().item<double>();
    scale_ = longest > 0 && std::isfinite(longest) ? std::exp2(-std::round(std::log2(longest))) : 1;
    if (scale_ != 1) x_.mul_(scale_);
    gram_ = torch::Tensor();
    if (!has_gram(n, x.size(1))) return;
    gram_ = room(gram_buffer_, {n, n}, x.options());
    write_gram(0, n);
}

/// X X^T of some rows: both halves of them, then the product of the two, which is copied to the other side.
void SubspaceFit::write_gram(std::int64_t first, std::int64_t count) {
    const auto block = [&](std::int64_t row, std::int64_t rows, std::int64_t column, std::int64_t columns) {
        return gram_.narrow(0, row, rows).narrow(1, column, columns);
    };
    if (count <= gram_block) {
        torch::Tensor whole = block(first, count, first, count);
        const torch::Tensor x = x_.narrow(0, first, count);
        torch::mm_out(whole, x, x.t());
        return;
    }
    const std::int64_t half = count / 2, middle = first + half, rest = count - half;
    write_gram(first, half), write_gram(middle, rest);
    torch::Tensor lower = block(middle, rest, first, half);
    shared_addmm(lower, x_.narrow(0, middle, rest), x_.narrow(0, first, half).t(), 0);
    block(first, half, middle, rest).copy_(lower.t());
}

/// One step of the power method from all ones: where the features have a common mean it lies as good as there.
void SubspaceFit::find_mean_direction() {
    const auto apply = [&](const torch::Tensor& v) { return gram_.defined() ? gram_.mv(v) : x_.mv(x_.t().mv(v)); };
    mean_ = apply(torch::ones({x_.size(0)}, x_.options()));
    mean_.div_(mean_.norm().clamp_min(1e-30));
    mean_scores_ = apply(mean_);
    mean_eigenvalue_ = mean_.dot(mean_scores_).item<double>();
}

/// @param along the first gradient's Rayleigh quotient, an eigenvalue of K in the mean
void SubspaceFit::choose_damping(double along) {
    const double damping = 1 - other_eigenvalues * along / mean_eigenvalue_;
    damping_ = damping > 0 ? damping : 0; // also where it is no number
}

/// Takes of the mean direction what makes it converge later than the others. @param gradient, scores [n, C]
void SubspaceFit::damp(torch::Tensor gradient, torch::Tensor scores) const {
    if (damping_ == 0) return;
    const torch::Tensor along = gradient.t().mv(mean_), across = scores.t().mv(mean_); // [C]
    const double slope = gradient.flatten().dot(scores.flatten()).item<double>(); // of the objective along the gradient
    if (slope - damping_ * along.dot(across).item<double>() < 0.1 * slope) return; // hardly any way down would be left
    gradient.addr_(mean_, along, 1, -damping_);
    scores.addr_(mean_scores_, along, 1, -damping_);
}

void SubspaceFit::write_scores(torch::Tensor gradient, torch::Tensor scores) {
    gram_.defined() ? shared_addmm(scores, gram_, gradient, 0) : shared_addmm(scores, x_, shared_mm(x_.t(), gradient), 0);
}

/// At W = 0 all probabilities are alike, and the product is one with sums over the images of a class.
void SubspaceFit::write_first_gradient(torch::Tensor gradient, torch::Tensor scores, std::int64_t classes) {
    const double n = static_cast<double>(x_.size(0)), of_class = 1 / static_cast<double>(classes);
    const torch::Tensor label = labels_.unsqueeze(1);
    gradient.fill_(of_class / n).scatter_add_(1, label, torch::full_like(label, -1 / n, x_.options()));
    const torch::Tensor& images = gram_.defined() ? gram_ : x_;
    torch::Tensor sums = torch::zeros({classes, images.size(1)}, images.options());
    if (images.is_cpu()) {
        sums.index_add_(0, labels_, images); // [C, n] of the Gram matrix or [C, D]
    } else { // other devices add in no certain order
        const torch::Tensor own = torch::zeros_like(gradient).scatter_(1, label, 1.0);
        torch::mm_out(sums, own.t(), images);
    }
    sums.sub_(sums.sum(0, true), of_class).div_(-n);
    gram_.defined() ? scores.copy_(sums.t()) : torch::mm_out(scores, x_, sums.t());
}

std::int64_t SubspaceFit::fit(const torch::Tensor& x, const TrainingSet& set, const FitSettings& settings,
                              const JobControl& control, torch::Tensor weights) {
    const SetImages images = images_of(set);
    const auto classes = static_cast<std::int64_t>(set.rows.size());
    if (images.rows.empty()) {
        weights.zero_();
        return 0;
    }
    gather(x, images.rows);
    labels_ = torch::tensor(images.labels, torch::kLong).to(x.device());
    const double weight_decay = settings.weight_decay * scale_ * scale_; // |W|^2 is that much smaller
    space_.begin(labels_, classes, weight_decay);
    find_mean_direction();
    double value = std::log(static_cast<double>(classes));
    double gained = 0;               // by the last direction
    double last = 0, one_before = 0; // by the last two, for each unit of their gradients' sum of squares
    std::int64_t taken = 0;
    for (; taken < settings.steps; ++taken) {
        control.check();
        space_.make_room();
        const torch::Tensor gradient = space_.next_direction(), scores = space_.next_scores();
        double square = 0;
        if (taken == 0) {
            write_first_gradient(gradient, scores, classes);
            square = gradient.flatten().dot(gradient.flatten()).item<double>();
            choose_damping(gradient.flatten().dot(scores.flatten()).item<double>() / square);
        } else {
            square = space_.write_gradient(gradient);
            if (left(gained, std::max(last, one_before) * square) < std::min(enough, enough_share * value)) break;
            write_scores(gradient, scores);
        }
        damp(gradient, scores);
        const double length = space_.take_direction();
        if (!(length > 0)) break; // no gradient
        const double next = space_.minimise(
            taken == 0 ? first_length(scores, labels_, length, weight_decay) : 0);
        gained = value - next, value = next;
        one_before = last, last = gained / square;
    }
    torch::Tensor a = room(point_, {x_.size(0), classes}, x.options());
    space_.write_point(a);
    shared_addmm(weights, a.t(), x_, 0, scale_);
    return taken;
}

} // namespace whydah
