#include "core/baselines/baseline.h"

namespace whydah {

BaselineFit over_sampling(const ClassImages& images, const FitSettings& shared, std::uint64_t seed) {
    BaselineFit fit{{images, seed}, shared};
    fit.settings.sampling = Sampling::class_balanced;
    return fit;
}

} // namespace whydah
