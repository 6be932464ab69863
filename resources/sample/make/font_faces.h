#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H

namespace whydah::sample {

/// An open font file.
struct FontFace {
    std::string family, file;
    std::shared_ptr<FT_FaceRec_> face;
    bool has(char32_t character) const { return FT_Get_Char_Index(face.get(), character) != 0; }
};

/// The installed scalable faces of these families, in an order that does not depend on where they lie. An empty list
/// stands for all families but those of symbols and fallbacks. @throws std::runtime_error naming the families that are
/// not installed
std::vector<FontFace> open_faces(const std::vector<std::string>& families);

} // namespace whydah::sample
