#include "core/meta/pseudo_classes.h"

#include "core/data/seed.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <torch/utils.h>

namespace whydah {
namespace {

using testing::ElementsAre;

/// Class 0: rows 0..11 around two far points, even rows here and odd rows there. Class 1: rows 12..15. Class 2: one
/// row.
struct TwoPoints {
    torch::Tensor x = torch::zeros({17, 2});
    ClassImages images{{}, {12, 13, 14, 15}, {16}};
    TwoPoints() {
        torch::manual_seed(1);
        x = 0.1 * torch::randn({17, 2});
        for (std::int64_t row = 0; row < 12; ++row) {
            images[0].push_back(row);
            if (row % 2 == 1) x[row] += 5;
        }
    }
};

std::vector<std::int64_t> all_rows(const PseudoClasses& pseudo) {
    std::vector<std::int64_t> rows;
    for (const auto& images : pseudo.images) rows.insert(rows.end(), images.begin(), images.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

TEST(PseudoClasses, ALargeClassIsSplitWhereItsFeaturesAre) {
    const TwoPoints data;
    for (const std::uint64_t seed : {1, 2, 3}) {
        const PseudoClasses pseudo = split_classes(data.x, data.images, 3, seed);
        ASSERT_EQ(pseudo.images.size(), 4U) << "class 0 in two, the others whole";
        const std::vector<std::int64_t> even{0, 2, 4, 6, 8, 10}, odd{1, 3, 5, 7, 9, 11};
        EXPECT_TRUE((pseudo.images[0] == even && pseudo.images[1] == odd) ||
                    (pseudo.images[0] == odd && pseudo.images[1] == even));
        EXPECT_THAT(pseudo.sources, ElementsAre(ElementsAre(0), ElementsAre(0), ElementsAre(1), ElementsAre(2)));
        EXPECT_EQ(all_rows(pseudo).size(), 17U);
    }
}

TEST(PseudoClasses, AHalfThatIsTooSmallLeavesTheClassWhole) {
    const TwoPoints data;
    const PseudoClasses pseudo = split_classes(data.x, data.images, 7, 1);
    EXPECT_EQ(pseudo.images, data.images);
}

TEST(PseudoClasses, HeadClassesAreMergedInPairsAndNoImageIsLost) {
    const ClassImages images{{0, 1, 2, 3}, {4}, {5, 6, 7}, {8, 9, 10, 11, 12}, {13, 14}};
    const PseudoClasses pseudo = merge_classes(images, 3, 5);
    ASSERT_EQ(pseudo.images.size(), 4U) << "three head classes: a pair and one alone; two others";
    std::vector<std::int64_t> expected(15);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(all_rows(pseudo), expected);
    std::size_t pairs = 0;
    for (std::size_t c = 0; c < pseudo.sources.size(); ++c) {
        std::size_t size = 0;
        for (const std::int64_t from : pseudo.sources[c]) {
            size += images[static_cast<std::size_t>(from)].size();
            if (pseudo.sources[c].size() == 2) {
                EXPECT_GE(images[static_cast<std::size_t>(from)].size(), 3U);
            }
        }
        EXPECT_EQ(pseudo.images[c].size(), size);
        pairs += pseudo.sources[c].size() == 2;
    }
    EXPECT_EQ(pairs, 1U);
    EXPECT_EQ(merge_classes(images, 3, 5).sources, pseudo.sources) << "the same seed, the same pairs";
}

TEST(PseudoClasses, APseudoClassIsHeldOutWithAnyOfItsSources) {
    const PseudoClasses pseudo{{{}, {}, {}}, {{0, 2}, {1}, {3}}};
    EXPECT_THAT(held_out_pseudo(pseudo, {0, 0, 1, 1}), ElementsAre(1, 0, 1));
    EXPECT_TRUE(held_out_pseudo(pseudo, {}).empty());
}

TEST(PseudoClasses, ExamplesComeFromAllSourcesAlike) {
    const auto source = [](float mark) {
        MetaPairs pairs{.last_block = 1, .dimension = 2, .scale = 3, .draw = {}};
        pairs.draw = [mark](std::int64_t, Random&, MetaExample& example) {
            example.theta = torch::tensor({mark});
            return mark > 0;
        };
        return pairs;
    };
    const MetaPairs pairs = any_of({source(0), source(1)});
    EXPECT_EQ(pairs.scale, 3);
    Random random(4);
    int second = 0;
    for (int i = 0; i < 1000; ++i) {
        MetaExample example;
        second += pairs.draw(0, random, example);
    }
    EXPECT_NEAR(second, 500, 64) << "four standard deviations";
}

} // namespace
} // namespace whydah
