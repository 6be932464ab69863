#include "core/meta/literal_bank.h"

#include "core/data/seed.h"
#include "core/meta/head_classes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;

ClassImages images_of(const std::vector<std::int64_t>& counts) {
    ClassImages images;
    std::int64_t row = 0;
    for (std::int64_t n : counts) {
        images.emplace_back();
        for (std::int64_t i = 0; i < n; ++i) images.back().push_back(row++);
    }
    return images;
}

LiteralSettings small_settings() {
    return {.last_block = 2,
            .models = {5, 3},
            .memory = 1 << 30,
            .seed = 1,
            .many_shot = {.steps = 5, .batch = 8},
            .few_shot = {.steps = 5, .batch = 8}};
}

TEST(LiteralBank, EachBlockHasItsOwnHeadClassesClassifierAndModels) {
    torch::manual_seed(8);
    const auto bank =
        make_literal_bank(torch::randn({40, 4}), images_of({16, 9, 8, 4, 2, 1}), small_settings(), 1, {}, {});
    ASSERT_EQ(bank.size(), 3U);
    EXPECT_THAT(bank[0].labels, ElementsAre(0, 1, 2, 3)) << "more than 2 images";
    EXPECT_THAT(bank[1].labels, ElementsAre(0, 1, 2)) << "more than 4";
    EXPECT_THAT(bank[2].labels, ElementsAre(0, 1)) << "more than 8";
    EXPECT_EQ(bank[0].few_shot->models(), 5);
    EXPECT_EQ(bank[1].few_shot->models(), 3);
    EXPECT_EQ(bank[2].few_shot->models(), 3) << "the last number repeats";
    EXPECT_EQ(bank[1].star.sizes(), (std::vector<std::int64_t>{3, 4}));
}

TEST(LiteralBank, ALaterFirstBlockMakesTheSameModelsOfTheOthers) {
    torch::manual_seed(8);
    const torch::Tensor x = torch::randn({40, 4});
    LiteralSettings settings = small_settings();
    EXPECT_EQ(settings.all_models(), 11);
    const auto whole = make_literal_bank(x, images_of({16, 9, 8, 4, 2, 1}), settings, 1, {}, {});
    settings.first_block = 1;
    EXPECT_EQ(settings.all_models(), 6);
    std::int64_t done = 0;
    const auto part = make_literal_bank(x, images_of({16, 9, 8, 4, 2, 1}), settings, 1, {},
                                        [&](std::int64_t models) { done = models; });
    EXPECT_EQ(done, 6);
    EXPECT_FALSE(part[0].few_shot);
    EXPECT_TRUE(part[1].star.equal(whole[1].star));
    EXPECT_TRUE(part[2].few_shot->get(1).equal(whole[2].few_shot->get(1)));
}

TEST(LiteralBank, ABlockWithFewerThanTwoClassesIsLeftOut) {
    const auto bank = make_literal_bank(torch::randn({40, 4}), images_of({16, 3, 3}), small_settings(), 1, {}, {});
    EXPECT_TRUE(bank[0].few_shot);
    EXPECT_FALSE(bank[2].few_shot);
    const torch::Tensor x = torch::randn({40, 4});
    const MetaPairs pairs = literal_pairs(bank, x, 8);
    Random random(1);
    MetaExample example;
    EXPECT_FALSE(pairs.draw(2, random, example));
}

TEST(LiteralPairs, AllRowsOfAModelEnterTogetherWithATargetEach) {
    torch::manual_seed(8);
    const torch::Tensor x = torch::randn({40, 4});
    const auto bank = make_literal_bank(x, images_of({16, 9, 8, 4, 2, 1}), small_settings(), 1, {}, {});
    const MetaPairs pairs = literal_pairs(bank, x, 32);
    Random random(2);
    std::vector<int> levels(3, 0);
    for (int draw = 0; draw < 60; ++draw) {
        MetaExample e;
        ASSERT_TRUE(pairs.draw(1, random, e));
        const auto level = static_cast<std::size_t>(e.entry[0]);
        ++levels[level];
        const auto classes = static_cast<std::int64_t>(bank[level].labels.size());
        EXPECT_EQ(e.theta.size(0), classes);
        EXPECT_EQ(e.with_target.size(), bank[level].labels.size());
        EXPECT_TRUE(torch::allclose(e.target * pairs.scale, bank[level].star, 1e-4, 1e-5));
        EXPECT_LT(e.labels.max().item<std::int64_t>(), classes) << "C_t-way, not C-way";
    }
    EXPECT_EQ(levels[0], 0) << "block 0 is not trained yet";
    EXPECT_GT(levels[1], 15);
    EXPECT_GT(levels[2], 15);
}

TEST(LiteralBank, ModelNumbersAreRead) { EXPECT_THAT(parse_models("1000,500,200"), ElementsAre(1000, 500, 200)); }

} // namespace
} // namespace whydah
