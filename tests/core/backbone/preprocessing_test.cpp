#include "core/backbone/preprocessing.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <vector>

namespace whydah {
namespace {

cv::Mat random_picture(int width, int height) {
    cv::Mat picture(height, width, CV_8UC3);
    cv::theRNG().state = 11;
    cv::randu(picture, cv::Scalar::all(0), cv::Scalar::all(255));
    return picture;
}

TEST(Preprocessing, ARegionIsThatPartOfTheWholeResizedImage) {
    const cv::Mat picture = random_picture(61, 47);
    for (const auto& [width, height] : {std::pair{30, 20}, {100, 90}}) { // smaller, larger
        const cv::Mat whole = resize_bilinear(picture, width, height, {0, 0, width, height});
        const cv::Mat part = resize_bilinear(picture, width, height, {7, 3, 11, 13});
        EXPECT_EQ(cv::norm(whole(cv::Rect(7, 3, 11, 13)), part, cv::NORM_INF), 0);
    }
}

TEST(Preprocessing, AFlatPictureStaysFlat) {
    const cv::Mat picture(33, 77, CV_8UC3, cv::Scalar(40, 80, 160));
    const Preprocessing p{.input_size = 16, .resize_side = 20, .mean = {0.5F, 0, 0}, .std_dev = {2, 1, 1}};
    std::vector<float> out(static_cast<std::size_t>(p.floats()));
    p.apply(picture, out.data());
    EXPECT_NEAR(out[0], (40 / 255.0 - 0.5) / 2, 1e-5) << "first channel: normalised";
    EXPECT_NEAR(out[16 * 16 + 37], 80 / 255.0, 1e-5);
    EXPECT_NEAR(out.back(), 160 / 255.0, 1e-5);
}

// The whole of it resized would be 256 x 51,200,000 pixels: 157 GB.
TEST(Preprocessing, AVeryLongPictureTakesNoMoreMemoryThanOthers) {
    for (const cv::Size size : {cv::Size(200'000, 1), cv::Size(1, 200'000)}) {
        const cv::Mat picture(size, CV_8UC3, cv::Scalar(255, 255, 255));
        const Preprocessing p;
        std::vector<float> out(static_cast<std::size_t>(p.floats()));
        p.apply(picture, out.data());
        EXPECT_NEAR(out[1000], 1, 1e-5);
    }
}

} // namespace
} // namespace whydah
