#include "font_faces.h"

#include <algorithm>
#include <filesystem>
#include <fontconfig/fontconfig.h>
#include <map>
#include <stdexcept>

namespace whydah::sample {
namespace {

FT_Library library() {
    static FT_Library shared = [] {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) != 0) throw std::runtime_error("FreeType does not start");
        return made;
    }();
    return shared;
}

bool is_unsuitable(const std::string& family) {
    for (const char* word : {"BABEL", "Symbol", "Emoji", "Fallback", "Braille", "Initials", "Smallcaps", "Small Caps",
                             "Caps", "Redacted", "Dunhill", "Unslanted", "Thin"})
        if (family.find(word) != std::string::npos) return true;
    return false;
}

std::shared_ptr<FT_FaceRec_> open_face(const std::string& file, int index) {
    FT_Face face = nullptr;
    if (FT_New_Face(library(), file.c_str(), index, &face) != 0) return nullptr;
    if (FT_Select_Charmap(face, FT_ENCODING_UNICODE) != 0 || !FT_IS_SCALABLE(face)) {
        FT_Done_Face(face);
        return nullptr;
    }
    return {face, [](FT_Face f) { FT_Done_Face(f); }};
}

} // namespace

std::vector<FontFace> open_faces(const std::vector<std::string>& families) {
    FcPattern* const any = FcPatternCreate();
    FcObjectSet* const wanted = FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_SCALABLE, FC_VARIABLE, nullptr);
    FcFontSet* const found = FcFontList(nullptr, any, wanted);
    std::map<std::string, FontFace> faces; // by family, file name and index
    for (int i = 0; i < found->nfont; ++i) {
        FcChar8 *family = nullptr, *file = nullptr;
        int index = 0;
        FcBool scalable = FcFalse, variable = FcFalse;
        FcPatternGetString(found->fonts[i], FC_FAMILY, 0, &family);
        FcPatternGetString(found->fonts[i], FC_FILE, 0, &file);
        FcPatternGetInteger(found->fonts[i], FC_INDEX, 0, &index);
        FcPatternGetBool(found->fonts[i], FC_SCALABLE, 0, &scalable);
        FcPatternGetBool(found->fonts[i], FC_VARIABLE, 0, &variable);
        if (!family || !file || !scalable || variable) continue;
        const std::string name = reinterpret_cast<const char*>(family), path = reinterpret_cast<const char*>(file);
        if (families.empty() ? is_unsuitable(name)
                             : std::find(families.begin(), families.end(), name) == families.end())
            continue;
        const std::string key =
            name + "\t" + std::filesystem::path(path).filename().string() + "\t" + std::to_string(index);
        if (faces.contains(key)) continue;
        if (auto face = open_face(path, index)) faces[key] = {name, path, std::move(face)};
    }
    FcFontSetDestroy(found);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(any);
    std::string missing;
    for (const std::string& family : families)
        if (std::none_of(faces.begin(), faces.end(), [&](const auto& f) { return f.second.family == family; }))
            missing += (missing.empty() ? "" : ", ") + family;
    if (!missing.empty())
        throw std::runtime_error("these font families are not installed: " + missing +
                                 " (README.md lists the packages)");
    std::vector<FontFace> out;
    for (auto& [key, face] : faces) out.push_back(std::move(face));
    return out;
}

} // namespace whydah::sample
