#pragma once

#include "core/data/seed.h"
#include "font_faces.h"

#include <array>
#include <cstdint>
#include <optional>

namespace whydah::sample {

inline constexpr int side = 32;
using Picture = std::array<std::uint8_t, side * side>; ///< white on black

/// How a glyph is drawn: its longer side in pixels, turned, slanted, moved, lighter or darker.
struct Variation {
    double size = 24, turn = 0, slant = 0, right = 0, down = 0, contrast = 1;
    static Variation random(Random& random);
};

/// Nothing if the face has no outline for the character.
std::optional<Picture> paint(const FontFace& face, char32_t character, const Variation& variation);

/// Correlation of two pictures, -1..1.
double likeness(const Picture& a, const Picture& b);

} // namespace whydah::sample
