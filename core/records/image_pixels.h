#pragma once

#include <cstdint>
#include <vector>

namespace whydah {

/// A small picture for a screen: RGB, 8 bits a channel, rows without padding.
struct ImagePixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb; ///< [height, width, 3]
    bool empty() const { return rgb.empty(); }
};

} // namespace whydah
