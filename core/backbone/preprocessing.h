#pragma once

#include "records/experiment_options.h"

#include <opencv2/core/mat.hpp>

#include <array>
#include <cstdint>

namespace whydah {

/// From a decoded image to the network's input: short side to resize_side (bilinear, as Pillow does it: with
/// antialiasing where the image gets smaller), crop of input_size, values 0..1, (x - mean) / std.
struct Preprocessing {
    std::int64_t input_size = 224, resize_side = 256, channels = 3;
    bool crop = true; ///< false: the whole image is stretched to input_size
    std::array<float, 3> mean{}, std_dev{1, 1, 1};

    /// @throws Error for a mean or standard deviation that is not three numbers
    static Preprocessing from(const FeatureOptions& options, std::int64_t channels);
    std::int64_t floats() const { return channels * input_size * input_size; }
    /// @param rgb [h, w, 3] 8-bit   @param out [channels, input_size, input_size]
    void apply(const cv::Mat& rgb, float* out) const;

    cv::Mat sized(const cv::Mat& rgb) const; ///< apply's first half: CV_32FC3, values 0..255, before the crop
    /// Its second half. @param left, top of the square in `sized`   @param mirrored left and right change places
    void cut(const cv::Mat& sized, int left, int top, bool mirrored, float* out) const;
};

/// Bilinear resize with a triangle filter whose width grows with the reduction: Pillow's and torchvision's antialiased
/// bilinear.
/// @param image CV_8UC3   @return CV_32FC3, values 0..255
cv::Mat resize_bilinear(const cv::Mat& image, int width, int height);

} // namespace whydah
