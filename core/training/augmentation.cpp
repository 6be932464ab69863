#include "core/training/augmentation.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace whydah {

cv::Rect random_part(int width, int height, const Augmentation& augmentation, Random& random) {
    const double area = static_cast<double>(width) * height, widest = std::log(augmentation.widest_ratio);
    for (int attempt = 0; attempt < 10; ++attempt) {
        const double share = augmentation.smallest_area + (1 - augmentation.smallest_area) * random.uniform();
        const double ratio = std::exp(widest * (2 * random.uniform() - 1));
        const auto w = static_cast<int>(std::lround(std::sqrt(share * area * ratio)));
        const auto h = static_cast<int>(std::lround(std::sqrt(share * area / ratio)));
        if (w < 1 || h < 1 || w > width || h > height) continue;
        return {static_cast<int>(random.below(width - w + 1)), static_cast<int>(random.below(height - h + 1)), w, h};
    }
    const int side = std::min(width, height);
    return {(width - side) / 2, (height - side) / 2, side, side};
}

void Augmentation::apply(const cv::Mat& rgb, Random& random, float* out) const {
    const auto side = static_cast<int>(preprocessing.input_size);
    cv::Mat sized;
    int left = 0, top = 0;
    switch (crop) {
    case Crop::random_resized:
        sized = resize_bilinear(rgb(random_part(rgb.cols, rgb.rows, *this, random)), side, side, {0, 0, side, side});
        break;
    case Crop::padded: {
        const auto border = static_cast<int>(padding);
        cv::copyMakeBorder(preprocessing.sized(rgb), sized, border, border, border, border, cv::BORDER_CONSTANT);
        left = static_cast<int>(random.below(sized.cols - side + 1));
        top = static_cast<int>(random.below(sized.rows - side + 1));
        break;
    }
    case Crop::none:
        sized = preprocessing.sized(rgb);
        left = (sized.cols - side) / 2, top = (sized.rows - side) / 2;
        break;
    }
    preprocessing.cut(sized, left, top, flip && random.below(2) == 1, out);
}

} // namespace whydah
