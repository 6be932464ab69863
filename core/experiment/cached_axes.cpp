#include "core/experiment/cached_axes.h"

#include "core/projection/pca.h"

namespace whydah {

torch::Tensor cached_axes(StageCache& cache, const torch::Tensor& points, std::int64_t count, std::int64_t threads) {
    StageKey key("principal axes");
    key.add("count", count);
    if (cache.on()) key.add("computing", computing_key("cpu", threads)).add("points", points);
    const auto make = [&] { return StageResult{{{"axes", principal_axes(points, count).axes}}}; };
    return cache.get("principal axes", key, make).at("axes");
}

} // namespace whydah
