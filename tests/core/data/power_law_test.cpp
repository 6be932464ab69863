#include "records/power_law.h"

#include "core/data/manifest.h"
#include "records/error.h"
#include "records/split_plan.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

// Sec. 4.3: "5-9,900 images per class (median 73)", 205 classes.
TEST(PowerLaw, GivesThePapersFiguresOfPlaces205) {
    const auto counts = power_law_counts(205, 9900, 73, 5);
    ASSERT_EQ(counts.size(), 205U);
    EXPECT_EQ(counts.front(), 9900);
    EXPECT_EQ(counts[102], 73);
    EXPECT_EQ(counts.back(), 5);
    EXPECT_TRUE(std::is_sorted(counts.rbegin(), counts.rend()));
}

TEST(PowerLaw, ReachesShallowAndSteepTails) {
    for (const auto& [classes, largest, median, smallest] :
         {std::tuple{3, 100, 20, 5}, {1000, 1280, 79, 5}, {1000, 1280, 6, 5}, {7, 50, 3, 1}, {8142, 1000, 16, 2}}) {
        const auto counts = power_law_counts(classes, largest, median, smallest);
        EXPECT_EQ(counts.front(), largest);
        EXPECT_EQ(counts.back(), smallest);
        EXPECT_NEAR(static_cast<double>(counts[counts.size() / 2]), median, 1) << classes << " classes";
    }
}

TEST(PowerLaw, TheLargestPossibleMedianIsTheExponentialTails) {
    const auto counts = power_law_counts(101, 10'000, 1'000, 100);
    const auto exponential = exponential_counts(101, 10'000, 100);
    for (std::size_t i = 0; i < counts.size(); ++i)
        EXPECT_NEAR(static_cast<double>(counts[i]), static_cast<double>(exponential[i]), 2) << i;
}

TEST(PowerLaw, RefusesWhatNoTailCanHave) {
    EXPECT_THROW(power_law_counts(2, 9900, 73, 5), Error);
    EXPECT_THROW(power_law_counts(205, 5, 73, 5), Error);
    EXPECT_THROW(power_law_counts(205, 9900, 5, 5), Error);
    EXPECT_THROW(power_law_counts(205, 9900, 73, 0), Error);
    try {
        power_law_counts(205, 9900, 300, 5); // sqrt(9900 * 5) = 222
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("--median-class"));
    }
}

std::string refusal(std::int64_t largest, std::int64_t median, std::int64_t smallest) {
    try {
        power_law_counts(12, largest, median, smallest);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(PowerLaw, SaysWhichMediansTheEndsAllow) {
    const std::string of_preset = refusal(33, 73, 5); // table4 on small data
    EXPECT_THAT(of_preset, testing::HasSubstr("73 images (the paper's, for its Places-205)"));
    EXPECT_THAT(of_preset, testing::HasSubstr("from 6 to 12"));
    EXPECT_EQ(refusal(33, 12, 5), "");
    EXPECT_EQ(refusal(33, 6, 5), "");
    EXPECT_THAT(refusal(10, 9, 5), testing::HasSubstr("give a median from 6 to 7,"));
    EXPECT_THAT(refusal(8, 7, 5), testing::HasSubstr("give a median of 6,"));
    EXPECT_EQ(refusal(8, 6, 5), "");
    EXPECT_THAT(refusal(6, 6, 5), testing::HasSubstr("no median fits"));
}

Manifest balanced(std::int64_t classes, std::int64_t images) {
    Manifest manifest;
    for (std::int64_t c = 0; c < classes; ++c) {
        manifest.class_names.push_back("class " + std::to_string(c));
        for (std::int64_t i = 0; i < images; ++i)
            manifest.samples.push_back({{}, static_cast<std::int32_t>(c), std::nullopt});
    }
    return manifest;
}

TEST(PowerLaw, CarvesADataSetAsAnOption) {
    DataOptions options;
    options.split = "power_law", options.largest_class = 400, options.median_class = 20, options.smallest_class = 2;
    const Manifest manifest = balanced(21, 1000);
    const DatasetSummary summary = summarise(manifest, make_split(manifest, options, 0));
    EXPECT_EQ(summary.train_counts(), power_law_counts(21, 400, 20, 2));
    EXPECT_THAT(summary.split, testing::HasSubstr("power law from 400 over a median of 20 to 2"));
}

TEST(StepCarving, KeepsHalfOfTheClasses) {
    EXPECT_THAT(step_counts(5, 500, 100), testing::ElementsAre(500, 500, 5, 5, 5));
    DataOptions options;
    options.split = "step", options.imbalance_factor = 10;
    const Manifest manifest = balanced(4, 100);
    EXPECT_THAT(summarise(manifest, make_split(manifest, options, 0)).train_counts(),
                testing::ElementsAre(50, 50, 5, 5));
}

} // namespace
} // namespace whydah
