#include "core/data/manifest.h"

#include "records/error.h"
#include "records/split_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace whydah {
namespace {

Manifest manifest_of(const std::vector<std::int64_t>& images) {
    Manifest manifest;
    for (std::size_t c = 0; c < images.size(); ++c) {
        manifest.class_names.push_back("class " + std::to_string(c));
        for (std::int64_t i = 0; i < images[c]; ++i)
            manifest.samples.push_back({{}, static_cast<std::int32_t>(c), std::nullopt});
    }
    return manifest;
}

std::int64_t total(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

// Totals and bands of LDAM's and BagofTricks' CIFAR lists.
TEST(ExponentialCarving, GivesTheTotalsOfTheCifarLists) {
    EXPECT_EQ(total(exponential_counts(100, 500, 100)), 10'847);
    EXPECT_EQ(total(exponential_counts(100, 500, 50)), 12'608);
    EXPECT_EQ(total(exponential_counts(100, 500, 10)), 19'573);
    EXPECT_EQ(total(exponential_counts(10, 5000, 100)), 12'406);
    EXPECT_EQ(total(exponential_counts(10, 5000, 50)), 13'996);
    EXPECT_EQ(total(exponential_counts(10, 5000, 10)), 20'431);
}

TEST(ExponentialCarving, GivesTheBandsOfTheCifarLists) {
    const auto bands = [](double factor) {
        return band_sizes(BandRule{}.bands_of(exponential_counts(100, 500, factor)));
    };
    using Sizes = std::array<std::int64_t, 3>;
    EXPECT_EQ(bands(100), (Sizes{35, 35, 30}));
    EXPECT_EQ(bands(50), (Sizes{41, 41, 18}));
    EXPECT_EQ(bands(10), (Sizes{69, 31, 0}));
}

TEST(ExponentialCarving, AShuffledOrderIsTheSameInAllRepeatsAndAnotherWithAnotherCarveSeed) {
    DataOptions options;
    options.split = "exponential", options.class_order = "shuffled", options.imbalance_factor = 10;
    const Manifest manifest = manifest_of(std::vector<std::int64_t>(30, 200));
    const auto counts = [&](std::int64_t carve_seed) {
        return summarise(manifest, make_split(manifest, options, carve_seed)).train_counts();
    };
    EXPECT_EQ(counts(0), counts(1));
    EXPECT_FALSE(std::is_sorted(counts(0).rbegin(), counts(0).rend()));
    const auto before = counts(5);
    options.carve_seed = 5;
    EXPECT_NE(counts(5), before);
}

TEST(ExponentialCarving, CarvesTheTrainingPartOnly) {
    DataOptions options;
    options.split = "exponential", options.imbalance_factor = 10, options.train_share = 0.5,
    options.validation_share = 0.1;
    const Manifest manifest = manifest_of(std::vector<std::int64_t>(5, 200));
    const DatasetSummary summary = summarise(manifest, make_split(manifest, options, 0));
    EXPECT_EQ(summary.train_counts(), exponential_counts(5, 100, 10));
    for (const ClassSummary& c : summary.classes) {
        EXPECT_EQ(c.validation, 20);
        EXPECT_EQ(c.test, 40);
    }
}

TEST(SunRecipe,
     IsThePapersOnSunLikeCounts) { // Sec. 4.1: 100..2,361 images -> 1..1,132 (1,131 by truncation) and 1..227
    DataOptions options;
    options.validation_drop = -1;
    const Manifest manifest = manifest_of({2361, 500, 100});
    const DatasetSummary summary = summarise(manifest, make_split(manifest, options, 0));
    EXPECT_THAT(summary.train_counts(), testing::ElementsAre(1131, 201, 1)) << "drop is 49, the paper's";
    EXPECT_EQ(summary.classes[2].validation, 1);
    EXPECT_EQ(summary.classes[0].validation, 227);
    for (const ClassSummary& c : summary.classes) EXPECT_EQ(c.test, 40);
    EXPECT_THAT(summary.split, testing::HasSubstr("drop 49"));
}

TEST(SunRecipe, PartsDoNotOverlapAndFollowTheSeed) {
    const Manifest manifest = manifest_of({60, 30, 30});
    const Split split = make_split(manifest, {}, 4);
    std::set<std::int64_t> all;
    for (const auto* rows : {&split.train, &split.validation, &split.test}) all.insert(rows->begin(), rows->end());
    EXPECT_EQ(all.size(), split.train.size() + split.validation.size() + split.test.size());
    EXPECT_EQ(make_split(manifest, {}, 4).train, split.train);
    EXPECT_NE(make_split(manifest, {}, 5).train, split.train);
}

TEST(SunRecipe, AClassKeepsAtLeastOneTrainingImage) {
    DataOptions options;
    options.drop = 1000;
    const Manifest manifest = manifest_of({60, 30, 1, 2});
    EXPECT_THAT(summarise(manifest, make_split(manifest, options, 0)).train_counts(), testing::Each(1));
}

Manifest given_manifest() {
    Manifest manifest = manifest_of({40, 20, 3});
    for (std::size_t i = 0; i < manifest.samples.size(); ++i)
        manifest.samples[i].given = i % 2 ? SplitPart::test : SplitPart::train;
    return manifest;
}

TEST(GivenSplit, IsKeptAndValidationIsBorrowedFromTraining) {
    const Manifest manifest = given_manifest();
    const DatasetSummary summary = summarise(manifest, make_split(manifest, {}, 0));
    EXPECT_EQ(summary.classes[0].train, 18);
    EXPECT_EQ(summary.classes[0].validation, 2);
    EXPECT_EQ(summary.classes[0].test, 20);
    EXPECT_EQ(summary.classes[2].validation, 0) << "two training images are too few to give one away";
    EXPECT_THAT(summary.split, testing::HasSubstr("for validation"));
}

TEST(GivenSplit, CarvedExponentiallyKeepsTheCarvedNumbersAndTakesValidationFromWhatIsLeftOut) {
    Manifest manifest = manifest_of(std::vector<std::int64_t>(100, 510)); // CIFAR-100 with ten test images a class
    for (std::size_t i = 0; i < manifest.samples.size(); ++i)
        manifest.samples[i].given = i % 510 < 500 ? SplitPart::train : SplitPart::test;
    DataOptions options;
    options.split = "exponential";
    const Split split = make_split(manifest, options, 0);
    EXPECT_EQ(split.train.size(), 10'847U);
    const DatasetSummary summary = summarise(manifest, split);
    EXPECT_EQ(summary.classes[0].validation, 0) << "nothing of it is left out";
    EXPECT_EQ(summary.classes[50].validation, summary.classes[50].train / 10);
    EXPECT_EQ(summary.classes[99].validation, 1) << "of five images";
    std::set<std::int64_t> all(split.train.begin(), split.train.end());
    all.insert(split.validation.begin(), split.validation.end());
    EXPECT_EQ(all.size(), split.train.size() + split.validation.size());
    EXPECT_THAT(split.text, testing::HasSubstr("from those left out"));
}

TEST(GivenSplit, AskedForWithoutOneIsAnError) {
    DataOptions options;
    options.split = "given";
    EXPECT_THROW(make_split(manifest_of({9, 9}), options, 0), Error);
}

TEST(Split, AClassWithoutTrainingImageIsNamedAndTheRestGoesOn) {
    Manifest manifest = given_manifest();
    for (Sample& sample : manifest.samples)
        if (sample.label == 2) sample.given = SplitPart::test;
    const DatasetSummary summary = summarise(manifest, make_split(manifest, {}, 0));
    ASSERT_EQ(summary.problem_count, 1);
    EXPECT_THAT(summary.problems[0].where, testing::HasSubstr("class 2"));
}

TEST(Split, AClassWithoutTestImageIsNamed) {
    Manifest manifest = given_manifest();
    for (Sample& sample : manifest.samples)
        if (sample.label == 1) sample.given = SplitPart::train;
    const DatasetSummary summary = summarise(manifest, make_split(manifest, {}, 0));
    ASSERT_EQ(summary.problem_count, 1);
    EXPECT_THAT(summary.problems[0].what, testing::HasSubstr("does not count in the accuracy"));
}

} // namespace
} // namespace whydah
