#pragma once

#include "core/training/labelled_images.h"
#include "support/made_data.h"

namespace whydah::test {

/// `classes` * `each` grey pictures of side 16 in one IDX file. Class c has a bright bar at its own place, so that it
/// can be learned; all else is noise.
inline std::vector<LabelledImage> made_images(const std::filesystem::path& folder, int classes, int each) {
    constexpr int side = 16;
    Random random(seed_from(11, "made images"));
    std::string pixels;
    std::vector<LabelledImage> images;
    const std::string file = folder / "images-idx3-ubyte";
    for (int i = 0; i < classes * each; ++i) {
        const int label = i % classes, row = 1 + label * (side - 2) / classes;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                pixels += static_cast<char>(y == row || y == row + 1 ? 255 : random.below(80));
        images.push_back({{file, i}, label});
    }
    write_text(file, idx_bytes({static_cast<unsigned>(classes * each), side, side}, pixels));
    return images;
}

inline Augmentation small_augmentation(std::int64_t channels) {
    Augmentation augmentation;
    augmentation.preprocessing = {.input_size = 16, .resize_side = 16, .channels = channels};
    augmentation.crop = Augmentation::Crop::padded;
    augmentation.padding = 1;
    augmentation.flip = false;
    return augmentation;
}

} // namespace whydah::test
