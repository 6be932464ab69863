#include "characters.h"

#include "glyph_painter.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace whydah::sample {
namespace {

constexpr double look_alike =
    0.86; // correlation in two reference faces or more: C and c, A and Alpha are above, e and c below

void add(std::vector<char32_t>& to, char32_t first, char32_t last) {
    for (char32_t c = first; c <= last; ++c) to.push_back(c);
}

/// What a character looks like in each reference face that has it.
std::vector<std::optional<Picture>> looks(char32_t character, const std::vector<FontFace>& reference) {
    std::vector<std::optional<Picture>> pictures;
    for (const FontFace& face : reference)
        pictures.push_back(face.has(character) ? paint(face, character, {}) : std::nullopt);
    return pictures;
}

bool alike(const std::vector<std::optional<Picture>>& a, const std::vector<std::optional<Picture>>& b) {
    int close = 0, compared = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!a[i] || !b[i]) continue;
        ++compared;
        close += likeness(*a[i], *b[i]) > look_alike;
    }
    return compared > 0 && 2 * close >= compared;
}

} // namespace

std::vector<char32_t> candidates_for_sample() {
    std::vector<char32_t> all;
    // Lower case only where it is not the upper case made smaller; that holds for most of Cyrillic and for accented
    // letters, too.
    const std::u32string all_of_them = U"ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghijlmnqrty23456789"
                                       U"&@#$%?!§¶€£¥©ßÆØÞÐŁÇÑÅÄÉÊæþðłñåäéêœ"
                                       U"ΓΔΘΛΞΠΣΦΨΩαβγδεζηθλμξπρστυφχψω"
                                       U"БДЖЗИЙЛУЦЧШЩЪЫЭЮЯбвЄЉЊЋЂђ"
                                       U"ĄĎĖĢĶŅŐŘŤŮŴŽąďėģķņřťÕÛÌìÝýÿ½¼¾×÷±¬«»"
                                       U"+*/\\(){}[]<>=~^";
    all.assign(all_of_them.begin(), all_of_them.end());
    for (char32_t c : std::u32string(U"ĀĒĪŌŪĂĬŎŬĈĜĤĴŜŶÀÈÒÙÁÍÓÚÂÎÔÄËÏÖÜàèáíâîëïöāēīăĭĝĥĵŷĉĊĠİČĚŇĽľŔŕ"))
        all.push_back(c); // if there is room
    return all;
}

std::vector<char32_t> candidates_for_backbone() {
    std::vector<char32_t> all;
    add(all, 0x0531, 0x0556), add(all, 0x0561, 0x0586); // Armenian
    add(all, 0x10d0, 0x10f0);                           // Georgian
    add(all, 0x05d0, 0x05ea);                           // Hebrew
    add(all, 0x0e01, 0x0e2e);                           // Thai
    add(all, 0x0905, 0x0939);                           // Devanagari
    add(all, 0x0985, 0x09b9), add(all, 0x0a85, 0x0ab9); // Bengali, Gujarati
    add(all, 0x0b85, 0x0bb9), add(all, 0x0c05, 0x0c39); // Tamil, Telugu
    add(all, 0x13a0, 0x13f4);                           // Cherokee
    add(all, 0x1200, 0x1248);                           // Ethiopic
    add(all, 0x0627, 0x064a);                           // Arabic
    add(all, 0x2200, 0x22ff), add(all, 0x2190, 0x21ff); // mathematical signs, arrows
    return all;
}

std::string character_name(char32_t c) {
    std::string text;
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        text += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
    else
        text += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
                 static_cast<char>(0x80 | (c & 0x3f))};
    const bool letter =
        (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7);
    const char* script = letter                    ? "Latin"
                         : c >= U'0' && c <= U'9'  ? "digit"
                         : c >= 0x370 && c < 0x400 ? "Greek"
                         : c >= 0x400 && c < 0x530 ? "Cyrillic"
                                                   : "sign";
    char code[16];
    std::snprintf(code, sizeof code, " U+%04X", static_cast<unsigned>(c));
    return text + " " + script + code;
}

std::vector<char32_t> distinct(const std::vector<char32_t>& candidates, const std::vector<FontFace>& reference,
                               const std::vector<FontFace>& faces, std::size_t families,
                               const std::vector<char32_t>& others) {
    std::vector<char32_t> taken;
    std::vector<std::vector<std::optional<Picture>>> taken_looks;
    for (char32_t other : others) taken_looks.push_back(looks(other, reference));
    for (char32_t candidate : candidates) {
        std::set<std::string> having;
        for (const FontFace& face : faces)
            if (face.has(candidate)) having.insert(face.family);
        if (having.size() < families) continue;
        auto look = looks(candidate, reference);
        if (std::none_of(look.begin(), look.end(), [](const auto& picture) { return picture.has_value(); })) continue;
        if (std::any_of(taken_looks.begin(), taken_looks.end(), [&](const auto& seen) { return alike(look, seen); }))
            continue;
        taken.push_back(candidate);
        taken_looks.push_back(std::move(look));
    }
    return taken;
}

} // namespace whydah::sample
