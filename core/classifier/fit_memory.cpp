#include "core/classifier/fit_memory.h"

#include "core/classifier/gram_fit.h"
#include "core/classifier/image_draws.h"
#include "core/classifier/subspace_fit.h"

#include <algorithm>
#include <limits>

namespace whydah {

std::int64_t bytes_of_fit(const torch::Tensor& x, const std::vector<TrainingSet>& sets, std::int64_t count,
                          const FitSettings& settings) {
    const std::int64_t n = images_in(sets.front());
    const auto classes = static_cast<std::int64_t>(sets.front().rows.size());
    const std::int64_t dimension = x.size(1), batch = settings.batch;
    std::int64_t numbers = 0; // of one model
    if (settings.solver == Solver::subspace) return count * SubspaceFit::bytes(n, classes, dimension);
    if (gram_space_is_cheaper(x, sets, 0, count, settings))
        numbers = n * dimension + n * n + 3 * n * classes + batch * (n + 2 * classes);
    else
        numbers = 3 * classes * dimension + batch * (dimension + 3 * classes);
    return count * numbers * static_cast<std::int64_t>(sizeof(float));
}

std::int64_t fits_at_a_time(std::int64_t bytes, std::int64_t free) {
    return free < 0 ? std::numeric_limits<std::int64_t>::max() : std::max<std::int64_t>(1, free / 2 / bytes);
}

} // namespace whydah
