#include "core/training/sampling.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace whydah {
namespace {

std::vector<LabelledImage> long_tail() {
    std::vector<LabelledImage> images;
    for (const auto& [label, count] : std::map<std::int64_t, int>{{0, 60}, {1, 29}, {3, 1}}) // class 2 has none
        for (int i = 0; i < count; ++i) images.push_back({{}, label});
    return images;
}

TEST(Sampling, PlainShowsEveryImageOnceInAnOrderOfItsOwn) {
    const Sampling sampling = plain_sampling(50, 4);
    const auto first = sampling(0), second = sampling(1);
    EXPECT_EQ(std::set<std::int64_t>(first.begin(), first.end()).size(), 50U);
    EXPECT_NE(first, second);
    EXPECT_EQ(first, sampling(0));
    EXPECT_NE(first, plain_sampling(50, 5)(0));
}

TEST(Sampling, BalancedShowsEveryClassEquallyOften) {
    const std::vector<LabelledImage> images = long_tail();
    const Sampling sampling = class_balanced_sampling(images, 4);
    const auto order = sampling(0);
    ASSERT_EQ(order.size(), 90U);
    std::map<std::int64_t, int> shown;
    std::map<std::int64_t, int> of_image;
    for (std::int64_t i : order) ++shown[images[static_cast<std::size_t>(i)].label], ++of_image[i];
    EXPECT_EQ(shown, (std::map<std::int64_t, int>{{0, 30}, {1, 30}, {3, 30}}));
    EXPECT_EQ(of_image[89], 30);
    for (std::int64_t i = 60; i < 89; ++i) EXPECT_GE(of_image[i], 1) << "a round shows all images of a class";
    for (std::int64_t i = 0; i < 60; ++i) EXPECT_LE(of_image[i], 1);
    EXPECT_EQ(order, sampling(0));
    EXPECT_NE(order, sampling(1));
}

TEST(Sampling, OnlyClassesRenumbersTheirImages) {
    const auto kept = only_classes(long_tail(), {3, 1});
    ASSERT_EQ(kept.size(), 30U);
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](const auto& image) { return image.label == 0; }), 1);
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](const auto& image) { return image.label == 1; }), 29);
}

} // namespace
} // namespace whydah
