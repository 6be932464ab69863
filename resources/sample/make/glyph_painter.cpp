#include "glyph_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include FT_OUTLINE_H

namespace whydah::sample {

Variation Variation::random(Random& random) {
    const auto within = [&](double most) { return most * (2 * random.uniform() - 1); };
    return {.size = 22 + within(4),
            .turn = within(9 * std::numbers::pi / 180),
            .slant = within(0.12),
            .right = within(2.5),
            .down = within(2.5),
            .contrast = 0.6 + 0.4 * random.uniform()};
}

std::optional<Picture> paint(const FontFace& font, char32_t character, const Variation& v) {
    FT_Face face = font.face.get();
    FT_Set_Pixel_Sizes(face, 0, 256);
    if (FT_Load_Char(face, character, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return std::nullopt;
    FT_Outline* const outline = &face->glyph->outline;
    if (outline->n_points < 3) return std::nullopt;
    const auto fixed = [](double value) { return static_cast<FT_Fixed>(value * 65536); };
    const double c = std::cos(v.turn), s = std::sin(v.turn);
    FT_Matrix shape{fixed(c), fixed(c * v.slant - s), fixed(s), fixed(s * v.slant + c)};
    FT_Outline_Transform(outline, &shape);
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    const double longest = static_cast<double>(std::max(box.xMax - box.xMin, box.yMax - box.yMin)) / 64;
    if (longest < 1) return std::nullopt;
    const double scale = v.size / longest;
    FT_Matrix grow{fixed(scale), 0, 0, fixed(scale)};
    FT_Outline_Transform(outline, &grow);
    FT_Outline_Get_CBox(outline, &box);
    const auto middle = [](FT_Pos a, FT_Pos b) { return static_cast<double>(a + b) / 2; };
    FT_Outline_Translate(outline, std::lround((side / 2.0 + v.right) * 64 - middle(box.xMin, box.xMax)),
                         std::lround((side / 2.0 - v.down) * 64 - middle(box.yMin, box.yMax)));
    Picture picture{};
    FT_Bitmap bitmap{};
    bitmap.rows = bitmap.width = side, bitmap.pitch = side, bitmap.buffer = picture.data(), bitmap.num_grays = 256,
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    if (FT_Outline_Get_Bitmap(face->glyph->library, outline, &bitmap) != 0) return std::nullopt;
    if (std::none_of(picture.begin(), picture.end(), [](auto pixel) { return pixel > 128; })) return std::nullopt;
    for (auto& pixel : picture) pixel = static_cast<std::uint8_t>(pixel * v.contrast);
    return picture;
}

double likeness(const Picture& a, const Picture& b) {
    double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) ma += a[i], mb += b[i];
    ma /= static_cast<double>(a.size()), mb /= static_cast<double>(b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        ab += (a[i] - ma) * (b[i] - mb), aa += (a[i] - ma) * (a[i] - ma), bb += (b[i] - mb) * (b[i] - mb);
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

} // namespace whydah::sample
