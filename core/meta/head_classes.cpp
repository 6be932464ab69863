#include "core/meta/head_classes.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace whydah {

std::vector<std::int64_t> head_classes(const std::vector<std::int64_t>& counts, std::int64_t threshold) {
    std::vector<std::int64_t> labels;
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (counts[c] > threshold) labels.push_back(static_cast<std::int64_t>(c));
    return labels;
}

std::int64_t entry_block(std::int64_t training_images, std::int64_t last_block) {
    if (training_images <= 0) return -1;
    const auto level = static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(training_images))) - 1;
    return std::min(level, last_block + 1);
}

std::int64_t EntryRule::level_of(std::int64_t training_images) const {
    if (!nearest || training_images <= 0) return entry_block(training_images, last_level);
    return std::min(static_cast<std::int64_t>(std::lround(std::log2(static_cast<double>(training_images)))),
                    last_level + 1);
}

std::int64_t deepest_cut(std::int64_t training_images, std::int64_t last_block) {
    std::int64_t level = -1;
    while (level < last_block && threshold_of(level + 1) < training_images) ++level;
    return level;
}

std::int64_t choose_last_block(const std::vector<std::int64_t>& counts, const MetaOptions& options) {
    const auto heads = [&](std::int64_t last) {
        return static_cast<double>(head_classes(counts, threshold_of(last)).size());
    };
    const bool given = options.blocks > 0;
    const double fewest = given ? 2
                                : std::max(static_cast<double>(options.head_classes),
                                           options.head_share * static_cast<double>(counts.size()));
    const std::int64_t most = (given ? options.blocks : options.max_blocks) - 1;
    std::int64_t last = 0;
    while (last < most && heads(last + 1) >= fewest) ++last;
    return last;
}

} // namespace whydah
