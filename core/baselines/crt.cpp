#include "core/baselines/crt.h"

#include <cmath>

namespace whydah {

BaselineFit crt(const ClassImages& images, const FitSettings& shared, std::uint64_t seed, std::int64_t dimension) {
    BaselineFit fit{{images, seed}, shared};
    fit.settings.sampling = Sampling::class_aware;
    fit.settings.start_deviation = 1 / std::sqrt(3.0 * static_cast<double>(dimension));
    return fit;
}

} // namespace whydah
