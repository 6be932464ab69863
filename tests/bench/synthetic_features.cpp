#include "bench/synthetic_features.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <torch/types.h>
#include <torch/utils.h>

namespace whydah::bench {

torch::Tensor labels_of(const std::vector<std::int64_t>& counts) {
    const auto classes = torch::arange(static_cast<std::int64_t>(counts.size()));
    return classes.repeat_interleave(torch::tensor(counts, torch::kLong));
}

torch::Tensor synthetic_features(const std::vector<std::int64_t>& counts, std::int64_t dimension, std::uint64_t seed) {
    torch::manual_seed(0);
    const torch::Tensor centres = torch::randn({static_cast<std::int64_t>(counts.size()), dimension});
    torch::manual_seed(seed);
    const torch::Tensor labels = labels_of(counts);
    torch::Tensor x = torch::randn({labels.size(0), dimension}).mul_(4).add_(centres.index_select(0, labels));
    return x.div_(x.norm(2, 1, true));
}

std::vector<std::int64_t> sun_counts(std::int64_t classes) {
    // Quantiles of SUN-397's long tail (Sec. 4.1: 1 to 1,132 images, median 47), straight lines between them in log n.
    const double at[] = {0, 0.12, 0.5, 0.8, 0.95, 1}, log_count[] = {7.032, 4.6, 3.85, 3.0, 1.4, 0};
    std::vector<std::int64_t> counts;
    for (std::int64_t c = 0; c < classes; ++c) {
        const double q = static_cast<double>(c) / static_cast<double>(std::max<std::int64_t>(1, classes - 1));
        int i = 0;
        while (i < 4 && q > at[i + 1]) ++i;
        const double part = (q - at[i]) / (at[i + 1] - at[i]);
        counts.push_back(std::lround(std::exp(log_count[i] + part * (log_count[i + 1] - log_count[i]))));
    }
    return counts;
}

double gemm_rate(std::int64_t dimension, std::int64_t classes, std::int64_t threads) {
    const std::int64_t rows = 256, repeats = 40;
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        at::parallel_for(0, threads, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t thread = begin; thread < end; ++thread) {
                const torch::Tensor a = torch::rand({rows, dimension}), b = torch::rand({dimension, classes});
                torch::Tensor out = torch::empty({rows, classes});
                for (std::int64_t i = 0; i < repeats; ++i) at::mm_out(out, a, b);
            }
        });
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        best = std::max(best, 2.0 * static_cast<double>(rows * dimension * classes * repeats * threads) / seconds.count());
    }
    return best;
}

} // namespace whydah::bench
