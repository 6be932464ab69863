#include "core/classifier/class_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

using testing::ElementsAre;

const ClassImages three_classes{{0, 1, 2, 3, 4, 5, 6, 7}, {8}, {9, 10, 11}};

TEST(ClassImages, RowsAreCollectedByLabel) {
    EXPECT_THAT(class_images(torch::tensor({1, 0, 1, 2}, torch::kLong), 4),
                ElementsAre(ElementsAre(1), ElementsAre(0, 2), ElementsAre(3), ElementsAre()));
}

TEST(ClassImages, AKShotSampleHasKDistinctImagesOfEachClass) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const ClassImages sample = first_images(shuffled(three_classes, seed), {4, 4, 2});
        const std::size_t expected[] = {4, 1, 2}; // a class has no more than its images
        for (std::size_t c = 0; c < 3; ++c) {
            const std::set<std::int64_t> distinct(sample[c].begin(), sample[c].end());
            EXPECT_EQ(distinct.size(), expected[c]);
            for (std::int64_t row : distinct) EXPECT_THAT(three_classes[c], testing::Contains(row));
        }
    }
}

TEST(ClassImages, EveryImageIsDrawnAboutEquallyOften) {
    std::vector<int> drawn(8, 0);
    constexpr int samples = 4000;
    for (std::uint64_t seed = 0; seed < samples; ++seed) {
        const ClassImages sample = first_images(shuffled(three_classes, seed), {2, 1, 1});
        for (std::int64_t row : sample[0]) ++drawn[static_cast<std::size_t>(row)];
    }
    for (int count : drawn) EXPECT_NEAR(count, samples * 2 / 8, 110) << "four standard deviations of a fair draw";
}

TEST(ClassImages, TheOrderIsASeedsOwn) {
    EXPECT_EQ(shuffled(three_classes, 5), shuffled(three_classes, 5));
    EXPECT_NE(shuffled(three_classes, 5), shuffled(three_classes, 6));
}

} // namespace
} // namespace whydah
