#include "core/data/image_counts.h"
#include "core/data/manifest.h"
#include "records/error.h"
#include "support/made_data.h"
#include "support/real_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

namespace whydah {
namespace {

/// @param given which part the i-th image is in, by the data
Manifest manifest_of(const std::vector<std::int64_t>& images,
                     const std::function<std::optional<SplitPart>(std::int64_t)>& given = {}) {
    Manifest manifest;
    for (std::size_t c = 0; c < images.size(); ++c) {
        manifest.class_names.push_back("class " + std::to_string(c));
        for (std::int64_t i = 0; i < images[c]; ++i)
            manifest.samples.push_back(
                {{}, static_cast<std::int32_t>(c), given ? given(i) : std::optional<SplitPart>()});
    }
    return manifest;
}

/// What the plan says is what the classes of the split data set have, or both refuse with the same words.
void expect_plan_is_kept(const Manifest& manifest, const DataOptions& options, std::int64_t carve_seed) {
    SCOPED_TRACE(options.split + ", " + options.class_order + ", validation " + option_text(options.validation_share));
    SplitPlan plan;
    try {
        plan = plan_split(image_counts(manifest), options, carve_seed, shuffled_class_order);
    } catch (const Error& error) {
        try {
            make_split(manifest, options, carve_seed);
            ADD_FAILURE() << "the plan refuses: " << error.what();
        } catch (const Error& other) {
            EXPECT_STREQ(other.what(), error.what());
        }
        return;
    }
    const DatasetSummary summary = summarise(manifest, make_split(manifest, options, carve_seed));
    EXPECT_EQ(summary.split, plan.text);
    ASSERT_EQ(summary.classes.size(), plan.classes.size());
    for (std::size_t c = 0; c < plan.classes.size(); ++c) {
        EXPECT_EQ(summary.classes[c].train, plan.classes[c].train) << c;
        EXPECT_EQ(summary.classes[c].validation, plan.classes[c].validation) << c;
        EXPECT_EQ(summary.classes[c].test, plan.classes[c].test) << c;
    }
}

void expect_every_plan_is_kept(const Manifest& manifest) {
    for (const char* split : {"auto", "given", "sun", "exponential", "step", "power_law"})
        for (const char* order : {"label", "size", "shuffled"})
            for (double share : {0.0, 0.1, 0.3}) {
                DataOptions options;
                options.split = split, options.class_order = order, options.validation_share = share;
                options.imbalance_factor = 20, options.median_class = 6, options.smallest_class = 2;
                options.validation_drop = share > 0.2 ? -1 : 0, options.drop = share > 0 ? -1 : 5;
                expect_plan_is_kept(manifest, options, 3);
            }
}

TEST(SplitPlan, IsWhatTheSplitOfMadeDataHas) {
    for (const auto& images : {std::vector<std::int64_t>{2361, 500, 100},
                               {60, 30, 1, 2},
                               {5, 4, 3, 2, 1},
                               {0, 10, 400, 37, 90, 3, 12},
                               std::vector<std::int64_t>(40, 50)})
        expect_every_plan_is_kept(manifest_of(images));
}

TEST(SplitPlan, IsWhatTheSplitOfDataWithPartsOfItsOwnHas) {
    const std::vector<std::int64_t> images{200, 120, 60, 30, 9, 4, 1};
    expect_every_plan_is_kept(
        manifest_of(images, [](std::int64_t i) { return i % 3 == 2 ? SplitPart::test : SplitPart::train; }));
    expect_every_plan_is_kept(manifest_of(images, [](std::int64_t i) {
        return i % 5 == 4 ? SplitPart::validation : i % 5 == 3 ? SplitPart::test : SplitPart::train;
    }));
    expect_every_plan_is_kept(manifest_of(images, [](std::int64_t i) -> std::optional<SplitPart> {
        if (i % 4 == 0) return std::nullopt;
        return i % 4 == 1 ? SplitPart::left_out : i % 4 == 2 ? SplitPart::test : SplitPart::train;
    }));
}

TEST(SplitPlan, IsWhatTheSplitOfRealImagesHas) {
    const auto folder = test::real_data() / "caltech101" / "images";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no " << folder;
    expect_every_plan_is_kept(test::open(folder));
}

TEST(SplitPlan, AGivenSplitKnowsWhatWasTakenAway) {
    DataOptions options;
    options.split = "exponential", options.imbalance_factor = 10, options.validation_share = 0;
    const ImageCounts counts{{"a", "b", "c"}, {{300, 100, 0, 50}, {300, 100, 0, 50}, {300, 100, 0, 50}}, true};
    const SplitPlan plan = plan_split(counts, options, 0, shuffled_class_order);
    EXPECT_THAT(plan.train_pool_counts(), testing::Each(100));
    EXPECT_THAT(plan.train_counts(), testing::ElementsAre(100, 31, 10));
    EXPECT_TRUE(plan.given && plan.carved);
}

TEST(SplitPlan, TakesAMomentForEightThousandClasses) {
    ImageCounts counts;
    for (int c = 0; c < 8142; ++c) {
        counts.class_names.push_back(std::to_string(c));
        counts.classes.push_back({1000 - c / 10, 0, 0, 0});
    }
    DataOptions options;
    options.class_order = "shuffled", options.median_class = 20;
    for (const char* split : {"sun", "exponential", "power_law"}) {
        options.split = split;
        const std::clock_t start = std::clock(); // the processor's time: others may use it too
        plan_split(counts, options, 0, shuffled_class_order);
        EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 0.050) << split;
    }
}

} // namespace
} // namespace whydah
