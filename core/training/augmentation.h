#pragma once

#include "core/backbone/preprocessing.h"
#include "core/data/seed.h"

#include <opencv2/core/mat.hpp>

#include <cstdint>

namespace whydah {

/// How training images are varied. What is drawn depends on the given Random only.
struct Augmentation {
    enum class Crop {
        none,           ///< as in testing
        random_resized, ///< a random part of the image, stretched to the input size (Szegedy et al. 2015; torchvision)
        padded          ///< the image with a black border, cut to the input size at a random place (CIFAR)
    };
    Preprocessing preprocessing; ///< size, channels, mean and standard deviation, as in testing
    Crop crop = Crop::random_resized;
    double smallest_area = 0.08;  ///< share of the image; of random_resized
    double widest_ratio = 4. / 3; ///< of the part's sides, either way; of random_resized
    std::int64_t padding = 4;     ///< pixels on each side; of padded
    bool flip = true;             ///< mirror left and right, every second time

    /// @param rgb [h, w, 3] 8-bit   @param out [channels, input_size, input_size]
    void apply(const cv::Mat& rgb, Random& random, float* out) const;
};

/// The part of an image that random_resized takes: area uniform in [smallest_area, 1], ratio log-uniform; after ten
/// tries that do not fit the middle square.
cv::Rect random_part(int width, int height, const Augmentation& augmentation, Random& random);

} // namespace whydah
