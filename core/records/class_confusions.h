#pragma once

#include "records/method_metrics.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

struct ConfusedClass {
    std::int32_t label = 0;
    std::int64_t images = 0; ///< all seeds together
    bool operator==(const ConfusedClass&) const = default;
};

/// What one method takes a class's test images for, and whose test images it takes for this class: all seeds together,
/// the most images first, ties in label order.
struct ClassConfusions {
    std::vector<ConfusedClass> taken_for, mistaken_for_it;
};
ClassConfusions class_confusions(const std::vector<ConfusionCount>& counts, const std::string& method,
                                 std::int32_t label);

} // namespace whydah
