#include "core/classifier/gram_fit.h"

#include "core/classifier/image_draws.h"

#include <algorithm>
#include <cassert>
#include <torch/types.h>

namespace whydah {
namespace {

/// sums[at[i]] += values[i]. @param sums [R, C]   @param at [M] int64   @param values [M, C]
void add_rows(torch::Tensor& sums, const torch::Tensor& at, const torch::Tensor& values) {
    if (!sums.is_cpu()) {
        sums.index_add_(0, at, values);
        return;
    }
    // index_add_ makes one tensor operation of every row; here the rows are short.
    const std::int64_t classes = sums.size(1);
    float* const to = sums.data_ptr<float>();
    const float* const from = values.data_ptr<float>();
    const std::int64_t* const row = at.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < at.numel(); ++i) {
        float* const sum = to + row[i] * classes;
        const float* const value = from + i * classes;
        for (std::int64_t c = 0; c < classes; ++c) sum[c] += value[c];
    }
}

/// The images of each model of a group. @return [G, n, D]
torch::Tensor gather(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count) {
    const std::int64_t n = images_in(sets[static_cast<std::size_t>(first)]);
    std::vector<std::int64_t> rows;
    for (std::int64_t g = 0; g < count; ++g) {
        const SetImages images = images_of(sets[static_cast<std::size_t>(first + g)]);
        rows.insert(rows.end(), images.rows.begin(), images.rows.end());
    }
    return x.index_select(0, torch::tensor(rows, torch::kLong).to(x.device())).view({count, n, -1});
}

/// [G * n] the labels of these images.
torch::Tensor labels_of(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
                        torch::Device device) {
    std::vector<std::int64_t> labels;
    for (std::int64_t g = 0; g < count; ++g) {
        const SetImages images = images_of(sets[static_cast<std::size_t>(first + g)]);
        labels.insert(labels.end(), images.labels.begin(), images.labels.end());
    }
    return torch::tensor(labels, torch::kLong).to(device);
}

} // namespace

bool gram_space_is_cheaper(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                           std::int64_t count, const FitSettings& settings) {
    if (settings.start.defined() || settings.start_deviation > 0 || !settings.loss.name.empty()) return false;
    const std::int64_t n = images_in(sets[static_cast<std::size_t>(first)]);
    for (std::int64_t g = 1; g < count; ++g)
        if (images_in(sets[static_cast<std::size_t>(first + g)]) != n) return false;
    const auto images = static_cast<double>(n), dimension = static_cast<double>(x.size(1));
    const auto classes = static_cast<double>(sets.front().rows.size());
    const double steps = static_cast<double>(settings.batch) * static_cast<double>(settings.steps) * classes;
    const double in_gram_space = steps * images + images * images * dimension + images * dimension * classes;
    return in_gram_space < 2 * steps * dimension;
}

torch::Tensor fit_in_gram_space(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t first,
                                std::int64_t count, const FitSettings& s, const JobControl& control) {
    assert(!s.start.defined() && s.loss.name.empty());
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    const torch::Tensor images = gather(x, sets, first, count);
    const std::int64_t n = images.size(1);
    const torch::Tensor gram = torch::bmm(images, images.transpose(1, 2)); // [G, n, n]
    ImageDraws draws(sets, first, count, s, x.device());
    // Places of model g's images in tensors of shape [G * n, ...].
    const torch::Tensor offset =
        torch::arange(count, torch::TensorOptions(torch::kLong).device(x.device())).mul_(n).view({count, 1}).expand({count, s.batch}).reshape({-1});
    torch::Tensor a = torch::zeros({count, n, classes}, x.options()), velocity = torch::zeros_like(a);
    torch::Tensor rows_of_velocity = velocity.view({count * n, classes});
    const torch::Tensor own = labels_of(sets, first, count, x.device()).view({count, n, 1}); // of every image
    const torch::Tensor minus_one = torch::full({count, std::max(n, s.batch), 1}, -1.0F, x.options());
    for (std::int64_t t = 0; t < s.steps; ++t) {
        control.check();
        const StepDraws drawn = draws.step(t);
        const torch::Tensor places = drawn.places + offset; // [G * B] rows of [G * n, ...]
        velocity.mul_(s.momentum).add_(a, s.weight_decay);
        if (n <= s.batch) { // each image once, as often as it was drawn
            torch::Tensor error = torch::softmax(torch::bmm(gram, a), 2); // [G, n, C]
            error.scatter_add_(2, own, minus_one.narrow(1, 0, n));
            torch::Tensor share = torch::bincount(places, {}, count * n).to(x.scalar_type()).view({count, n, 1});
            if (s.class_weights.defined()) share.mul_(s.class_weights.index_select(0, own.flatten()).view_as(own));
            velocity.addcmul_(error, share, 1.0 / static_cast<double>(s.batch));
        } else {
            const torch::Tensor labels = drawn.labels.view({count, s.batch, 1});
            const torch::Tensor batch = gram.view({count * n, n}).index_select(0, places).view({count, s.batch, n});
            torch::Tensor error = torch::softmax(torch::bmm(batch, a), 2); // [G, B, C]
            error.scatter_add_(2, labels, minus_one.narrow(1, 0, s.batch));
            if (s.class_weights.defined()) error.mul_(s.class_weights.index_select(0, drawn.labels).view_as(labels));
            error.div_(static_cast<double>(s.batch));
            add_rows(rows_of_velocity, places, error.view({count * s.batch, classes}));
        }
        a.sub_(velocity, learning_rate_at(s, t));
    }
    return torch::bmm(a.transpose(1, 2), images);
}

} // namespace whydah
