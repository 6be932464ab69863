#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace whydah {

/// Many / medium / few by the number of training images. Default: many > 100, medium 20..100, few < 20
/// (the rule of classifier-balancing, RIDE and the survey; the paper has no such bands).
enum class Band { many, medium, few };
inline constexpr std::array all_bands{Band::many, Band::medium, Band::few};

struct BandRule {
    std::int64_t many_above = 100; ///< many: n > many_above
    std::int64_t few_below = 20;   ///< few: n < few_below
    Band band_of(std::int64_t training_images) const;
    std::string text(Band band) const; ///< "n > 100", "20 to 100", "n < 20"
    bool operator==(const BandRule&) const = default;
};

const char* band_name(Band band); ///< "many", "medium", "few"

} // namespace whydah
