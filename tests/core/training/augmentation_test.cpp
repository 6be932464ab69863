#include "core/training/augmentation.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace whydah {
namespace {

/// Pixel (x, y) is (x, y, 0), so that one sees where each came from.
cv::Mat coordinates(int width, int height) {
    cv::Mat image(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.at<cv::Vec3b>(y, x) = {static_cast<unsigned char>(x), static_cast<unsigned char>(y), 0};
    return image;
}

std::vector<float> applied(const Augmentation& augmentation, const cv::Mat& image, std::uint64_t seed) {
    std::vector<float> out(static_cast<std::size_t>(augmentation.preprocessing.floats()));
    Random random(seed);
    augmentation.apply(image, random, out.data());
    return out;
}

Augmentation plain(std::int64_t side) {
    Augmentation augmentation;
    augmentation.preprocessing = {.input_size = side, .resize_side = side};
    augmentation.crop = Augmentation::Crop::none;
    augmentation.flip = false;
    return augmentation;
}

TEST(Augmentation, WithoutCropAndFlipIsThePreparationForTesting) {
    const Augmentation augmentation = plain(20);
    const cv::Mat image = coordinates(37, 29);
    std::vector<float> expected(static_cast<std::size_t>(augmentation.preprocessing.floats()));
    augmentation.preprocessing.apply(image, expected.data());
    EXPECT_EQ(applied(augmentation, image, 1), expected);
}

TEST(Augmentation, FlipMirrorsEverySecondImageOrSo) {
    Augmentation augmentation = plain(8);
    const cv::Mat image = coordinates(8, 8);
    const std::vector<float> straight = applied(augmentation, image, 0);
    augmentation.flip = true;
    int mirrored = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const std::vector<float> out = applied(augmentation, image, seed);
        if (out == straight) continue;
        ++mirrored;
        for (std::size_t y = 0; y < 8; ++y)
            for (std::size_t x = 0; x < 8; ++x) ASSERT_EQ(out[8 * y + x], straight[8 * y + 7 - x]);
    }
    EXPECT_GT(mirrored, 70);
    EXPECT_LT(mirrored, 130);
}

TEST(Augmentation, PaddedCropShiftsByAtMostThePadding) {
    Augmentation augmentation = plain(16);
    augmentation.crop = Augmentation::Crop::padded;
    const cv::Mat image(16, 16, CV_8UC3, cv::Scalar::all(255));
    std::set<std::pair<int, int>> shifts;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const std::vector<float> out = applied(augmentation, image, seed);
        int dark_columns = 0, dark_rows = 0;
        for (std::size_t i = 0; i < 16; ++i) dark_columns += out[16 * 8 + i] == 0, dark_rows += out[16 * i + 8] == 0;
        EXPECT_LE(dark_columns, 4);
        EXPECT_LE(dark_rows, 4);
        const bool left = out[16 * 8] == 0, top = out[8] == 0;
        shifts.insert({left ? -dark_columns : dark_columns, top ? -dark_rows : dark_rows});
    }
    EXPECT_EQ(shifts.size(), 81U) << "all of the 9 x 9 places come";
}

TEST(Augmentation, RandomPartsHaveTheAreasAndRatiosThatAreAskedFor) {
    Augmentation augmentation;
    Random random(3);
    double least = 1, most = 0, narrowest = 9, widest = 0, sum = 0;
    for (int i = 0; i < 5000; ++i) {
        const cv::Rect part = random_part(400, 400, augmentation, random);
        ASSERT_GE(part.x, 0);
        ASSERT_GE(part.y, 0);
        ASSERT_LE(part.x + part.width, 400);
        ASSERT_LE(part.y + part.height, 400);
        const double share = part.area() / 160'000., ratio = static_cast<double>(part.width) / part.height;
        least = std::min(least, share), most = std::max(most, share), sum += share;
        narrowest = std::min(narrowest, ratio), widest = std::max(widest, ratio);
    }
    EXPECT_NEAR(least, 0.08, 0.01);
    EXPECT_GT(most, 0.95);
    EXPECT_NEAR(narrowest, 0.75, 0.02);
    EXPECT_NEAR(widest, 4. / 3, 0.03);
    EXPECT_NEAR(sum / 5000, 0.52, 0.05); // a little under 0.54: large parts of a wide ratio do not fit
}

TEST(Augmentation, ThinImagesFallBackToTheMiddle) {
    Augmentation augmentation;
    augmentation.smallest_area = 0.9;
    Random random(3);
    EXPECT_EQ(random_part(1000, 10, augmentation, random), cv::Rect(495, 0, 10, 10));
}

TEST(Augmentation, TheSameSeedGivesTheSamePixels) {
    Augmentation augmentation = plain(12);
    augmentation.crop = Augmentation::Crop::random_resized;
    augmentation.flip = true;
    const cv::Mat image = coordinates(50, 40);
    EXPECT_EQ(applied(augmentation, image, 5), applied(augmentation, image, 5));
    EXPECT_NE(applied(augmentation, image, 5), applied(augmentation, image, 6));
}

} // namespace
} // namespace whydah
