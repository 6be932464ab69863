#include "core/baselines/baseline.h"

namespace whydah {

BaselineFit plain(const ClassImages& images, const FitSettings& shared, std::uint64_t seed) {
    return {{images, seed}, shared};
}

} // namespace whydah
