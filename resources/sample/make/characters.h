#pragma once

#include "font_faces.h"

#include <string>
#include <vector>

namespace whydah::sample {

/// Latin, Greek and Cyrillic letters, digits and signs that could be classes of Glyphs, before look-alikes are taken
/// out.
std::vector<char32_t> candidates_for_sample();
/// Letters of other scripts and mathematical signs: what the small CNN learns from. None of them is a candidate for the
/// sample.
std::vector<char32_t> candidates_for_backbone();

/// "Ж Cyrillic U+0416".
std::string character_name(char32_t character);

/// The candidates, in their order, that at least `families` families have and that look like none that was taken
/// before, nor like one of `others`: compared as drawn by the reference faces at one size.
std::vector<char32_t> distinct(const std::vector<char32_t>& candidates, const std::vector<FontFace>& reference,
                               const std::vector<FontFace>& faces, std::size_t families,
                               const std::vector<char32_t>& others);

} // namespace whydah::sample
