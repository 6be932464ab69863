#pragma once

#include "records/experiment_options.h"

#include <opencv2/core/mat.hpp>

#include <array>
#include <cstdint>
#include <utility>

namespace whydah {

/// A part of a resized image.
struct Region {
    std::int64_t left = 0, top = 0;
    int width = 0, height = 0;
};

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

    std::pair<std::int64_t, std::int64_t> resized(const cv::Mat& rgb) const; ///< width and height before the crop
    /// apply's first half, before the crop: CV_32FC3, values 0..255; of very long pictures the middle.
    cv::Mat sized(const cv::Mat& rgb) const;
    cv::Mat sized(const cv::Mat& rgb, const Region& region) const; ///< only a part of it
    static constexpr std::int64_t longest = 8;                     ///< sides of the crop that sized() gives at most
    /// Its second half. @param left, top of the square in `sized`   @param mirrored left and right change places
    void cut(const cv::Mat& sized, int left, int top, bool mirrored, float* out) const;
};

/// Bilinear resize with a triangle filter whose width grows with the reduction: Pillow's and torchvision's antialiased
/// bilinear. Computes the region only.
/// @param image CV_8UC3   @param width, height of the whole resized image   @return CV_32FC3, values 0..255, of the
/// region's size
cv::Mat resize_bilinear(const cv::Mat& image, std::int64_t width, std::int64_t height, const Region& region);

} // namespace whydah
