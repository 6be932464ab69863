// Draws the Glyphs sample, or with --backbone the images of other characters that the small CNN learns from.
// whydah-make-sample [--backbone] FOLDER

#include "characters.h"
#include "glyph_painter.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <zlib.h>

namespace {

using namespace whydah;
using namespace whydah::sample;
namespace fs = std::filesystem;

constexpr std::size_t sample_classes = 200, backbone_classes = 250;
constexpr double largest = 300, smallest = 1; // training images of the most and the least frequent class
constexpr int test_images = 40, validation_images = 10, backbone_images = 160;

// Families of one origin stand on one side: Hack comes from DejaVu, Carlito from Lato, TeX Gyre and FreeSans from
// Nimbus.
const std::vector<std::string> train_families{
    "DejaVu Sans",     "DejaVu Serif",     "DejaVu Sans Mono", "Hack",
    "Liberation Sans", "Liberation Serif", "Liberation Mono",  "Noto Sans",
    "Noto Serif",      "Noto Sans Mono",   "Open Sans",        "CMU Serif",
    "CMU Sans Serif",  "CMU Bright",       "CMU Concrete",     "CMU Typewriter Text",
    "Roboto",          "Roboto Slab",      "Roboto Condensed", "Lato",
    "Carlito",         "Fira Code",        "PT Sans",          "PT Serif",
    "Gentium"};
const std::vector<std::string> validation_families{"Clear Sans",      "Go",  "Go Mono", "Charis SIL",
                                                   "Old Standard TT", "Play"};
const std::vector<std::string> test_families{
    "FreeSans",    "FreeSerif",  "FreeMono",          "Nimbus Roman",     "Nimbus Sans",    "C059",      "P052",
    "URW Bookman", "URW Gothic", "Linux Libertine O", "Linux Biolinum O", "EB Garamond",    "Cantarell", "Comfortaa",
    "Jura",        "Andika",     "Vollkorn",          "Anonymous Pro",    "JetBrains Mono", "Tuffy",     "mononoki"};
const std::vector<std::string> reference_families{"DejaVu Sans", "Liberation Serif", "FreeSerif", "Noto Sans"};

struct Part {
    std::vector<Picture> pictures;
    std::vector<std::uint8_t> labels;
};

/// `count` pictures of a character: a family, then one of its faces, then a variation, all by chance.
void add_class(Part& part, const std::vector<FontFace>& faces, char32_t character, std::uint8_t label, int count,
               Random& random) {
    std::vector<std::vector<const FontFace*>> families;
    for (const FontFace& face : faces) {
        if (!face.has(character)) continue;
        if (families.empty() || families.back().front()->family != face.family) families.emplace_back();
        families.back().push_back(&face);
    }
    if (families.empty()) throw std::runtime_error("no font has " + character_name(character));
    for (int made = 0, tries = 0; made < count; ++tries) {
        if (tries > 100 + 10 * count) throw std::runtime_error("cannot draw " + character_name(character));
        const auto& family =
            families[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(families.size())))];
        const FontFace& face =
            *family[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(family.size())))];
        const auto picture = paint(face, character, Variation::random(random));
        if (!picture) continue;
        part.pictures.push_back(*picture);
        part.labels.push_back(label);
        ++made;
    }
}

void write_gz(const fs::path& file, const std::string& bytes) {
    const gzFile out = gzopen(file.c_str(), "wb9");
    if (!out || gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size())) != static_cast<int>(bytes.size()) ||
        gzclose(out) != Z_OK)
        throw std::runtime_error("cannot write " + file.string());
}

void write_idx(const fs::path& folder, const std::string& name, const Part& part) {
    const auto number = [](std::size_t n) {
        return std::string{static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
                           static_cast<char>(n)};
    };
    std::string images = std::string("\0\0\x08\x03", 4) + number(part.pictures.size()) + number(side) + number(side);
    for (const Picture& picture : part.pictures)
        images.append(reinterpret_cast<const char*>(picture.data()), picture.size());
    std::string labels = std::string("\0\0\x08\x01", 4) + number(part.labels.size());
    labels.append(reinterpret_cast<const char*>(part.labels.data()), part.labels.size());
    write_gz(folder / (name + "-images-idx3-ubyte.gz"), images);
    write_gz(folder / (name + "-labels-idx1-ubyte.gz"), labels);
    std::printf("%s: %zu images\n", name.c_str(), part.labels.size());
}

void write_names(const fs::path& folder, const std::vector<char32_t>& classes) {
    std::ofstream out(folder / "class_names.txt");
    for (char32_t c : classes) out << character_name(c) << '\n';
}

std::vector<char32_t> sample_characters(const std::vector<FontFace>& reference, const std::vector<FontFace>& train,
                                        const std::vector<FontFace>& test) {
    std::vector<FontFace> both = train;
    both.insert(both.end(), test.begin(), test.end());
    auto classes = distinct(candidates_for_sample(), reference, both, 25, {});
    std::erase_if(classes, [&](char32_t c) {
        return std::none_of(train.begin(), train.end(), [&](const auto& f) { return f.has(c); });
    });
    if (classes.size() > sample_classes) classes.resize(sample_classes);
    return classes;
}

void make_sample(const fs::path& folder) {
    const auto train_faces = open_faces(train_families), validation_faces = open_faces(validation_families),
               test_faces = open_faces(test_families);
    auto classes = sample_characters(open_faces(reference_families), train_faces, test_faces);
    Random order(seed_from(0, "glyphs/order"));
    order.shuffle(classes); // chance decides what is frequent
    Part train, validation, test;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const double place = static_cast<double>(c) / static_cast<double>(classes.size() - 1);
        const int count = static_cast<int>(std::lround(largest * std::pow(smallest / largest, place)));
        Random random(seed_from(0, "glyphs/class=" + std::to_string(classes[c])));
        const auto label = static_cast<std::uint8_t>(c);
        add_class(train, train_faces, classes[c], label, count, random);
        add_class(validation, validation_faces, classes[c], label, validation_images, random);
        add_class(test, test_faces, classes[c], label, test_images, random);
    }
    write_idx(folder, "train", train);
    write_idx(folder, "val", validation);
    write_idx(folder, "test", test);
    write_names(folder, classes);
    std::printf("%zu classes\n", classes.size());
}

void make_backbone_set(const fs::path& folder) {
    const auto faces = open_faces({});
    auto classes =
        distinct(candidates_for_backbone(), open_faces(reference_families), faces, 3, candidates_for_sample());
    Random(seed_from(0, "backbone/order")).shuffle(classes);
    if (classes.size() > backbone_classes) classes.resize(backbone_classes);
    Part train;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        Random random(seed_from(0, "backbone/class=" + std::to_string(classes[c])));
        add_class(train, faces, classes[c], static_cast<std::uint8_t>(c), backbone_images, random);
    }
    write_idx(folder, "train", train);
    write_names(folder, classes);
    std::printf("%zu classes\n", classes.size());
}

} // namespace

int main(int argc, char** argv) {
    const bool backbone = argc == 3 && std::strcmp(argv[1], "--backbone") == 0;
    if (argc != 2 && !backbone) {
        std::fprintf(stderr, "usage: whydah-make-sample [--backbone] FOLDER\n");
        return 2;
    }
    try {
        const fs::path folder = argv[argc - 1];
        fs::create_directories(folder);
        backbone ? make_backbone_set(folder) : make_sample(folder);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "whydah-make-sample: %s\n", error.what());
        return 1;
    }
}
