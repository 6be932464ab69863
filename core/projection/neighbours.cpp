#include "core/projection/neighbours.h"

#include "core/experiment/threads.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>
#include <torch/utils.h>
#include <utility>

namespace whydah {
namespace {

constexpr std::int64_t rows_at_once = 128;

double squared_distance(const float* a, const float* b, std::int64_t dimensions) {
    double sum = 0;
    for (std::int64_t d = 0; d < dimensions; ++d) {
        const double difference = static_cast<double>(a[d]) - static_cast<double>(b[d]);
        sum += difference * difference;
    }
    return sum;
}

/// The k nearest of one point. @param rough [n] its squared distances as float32 products give them
/// @param error how far these can be off
void choose_nearest(const float* points, std::int64_t dimensions, std::int64_t i, const float* rough, double error,
                    std::vector<std::pair<double, std::int32_t>>& found, Neighbours& out) {
    const auto n = static_cast<std::size_t>(out.points), k = static_cast<std::size_t>(out.count);
    // The k smallest by the rough distances bound what has to be looked at.
    std::vector<float> heap;
    heap.reserve(k);
    for (std::size_t j = 0; j < n; ++j) {
        if (static_cast<std::int64_t>(j) == i) continue;
        if (heap.size() < k) {
            heap.push_back(rough[j]);
            std::push_heap(heap.begin(), heap.end());
        } else if (rough[j] < heap.front()) {
            std::pop_heap(heap.begin(), heap.end());
            heap.back() = rough[j];
            std::push_heap(heap.begin(), heap.end());
        }
    }
    const auto limit = static_cast<float>((static_cast<double>(heap.front()) + 2 * error) * (1 + 1e-6));
    found.clear();
    for (std::size_t j = 0; j < n; ++j)
        if (rough[j] <= limit && static_cast<std::int64_t>(j) != i)
            found.emplace_back(squared_distance(points + i * dimensions,
                                                points + static_cast<std::int64_t>(j) * dimensions, dimensions),
                               static_cast<std::int32_t>(j));
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(k), found.end());
    for (std::size_t e = 0; e < k; ++e) {
        out.squared[static_cast<std::size_t>(i) * k + e] = found[e].first;
        out.index[static_cast<std::size_t>(i) * k + e] = found[e].second;
    }
}

} // namespace

Neighbours nearest_neighbours(const torch::Tensor& points, std::int64_t count, const JobControl& control) {
    const torch::Tensor x = points.contiguous();
    const std::int64_t n = x.size(0), dimensions = x.size(1);
    assert(count >= 1 && count < n && x.scalar_type() == torch::kFloat);
    const torch::Tensor centred = x - x.mean(0); // small norms: little is lost in |a|^2 + |b|^2 - 2ab
    const torch::Tensor squares = centred.square().sum(1), turned = centred.t().contiguous();
    const auto largest = static_cast<double>(squares.max().item<float>());
    const double error = 8 * static_cast<double>(std::numeric_limits<float>::epsilon()) *
                         std::sqrt(static_cast<double>(dimensions)) * 4 * largest;
    Neighbours out{n, count, std::vector<std::int32_t>(static_cast<std::size_t>(n * count)),
                   std::vector<double>(static_cast<std::size_t>(n * count))};
    parallel_chunks(n, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        control.check();
        const torch::NoGradGuard no_gradients;
        const torch::Tensor rough =
            torch::addmm(squares.unsqueeze(0), centred.narrow(0, begin, end - begin), turned, 1, -2)
                .add_(squares.narrow(0, begin, end - begin).unsqueeze(1));
        std::vector<std::pair<double, std::int32_t>> found;
        for (std::int64_t i = begin; i < end; ++i)
            choose_nearest(x.data_ptr<float>(), dimensions, i, rough[i - begin].data_ptr<float>(), error, found, out);
    });
    return out;
}

std::vector<double> squared_distances(const torch::Tensor& points) {
    const torch::Tensor x = points.to(torch::kCPU, torch::kDouble);
    const torch::Tensor centred = (x - x.mean(0)).contiguous();
    const torch::Tensor squares = centred.square().sum(1);
    const torch::Tensor all =
        torch::addmm(squares.unsqueeze(0), centred, centred.t(), 1, -2).add_(squares.unsqueeze(1)).clamp_min_(0);
    const auto* first = all.data_ptr<double>();
    return {first, first + all.numel()};
}

} // namespace whydah
