#include "records/accuracy_report.h"

#include <cmath>
#include <gtest/gtest.h>

namespace whydah {
namespace {

MethodResult result_of(const std::string& method, std::int64_t seed, std::vector<ClassAccuracy> classes) {
    return {.method = method, .seed = seed, .classes = std::move(classes), .seconds = 0, .validation_accuracy = {}};
}

TEST(BandAccuracy, IsTheMeanOverClassesWhateverTheirNumbersOfTestImages) {
    const BandAccuracy a =
        band_accuracy(result_of("plain", 0, {{"a", 500, 100, 50}, {"b", 101, 1, 1}, {"c", 19, 4, 1}}), {});
    EXPECT_NEAR(a.many.value(), 0.75, 1e-12) << "not 51 of 101";
    EXPECT_NEAR(a.few.value(), 0.25, 1e-12);
    EXPECT_NEAR(a.all.value(), (0.5 + 1 + 0.25) / 3, 1e-12);
}

TEST(BandAccuracy, AnEmptyBandHasNoNumberAndAClassWithoutTestImagesDoesNotCount) {
    const BandAccuracy a = band_accuracy(result_of("plain", 0, {{"a", 500, 2, 1}, {"b", 50, 0, 0}}), {});
    EXPECT_FALSE(a.medium);
    EXPECT_FALSE(a.few);
    EXPECT_EQ(a.all, 0.5);
}

TEST(BandRule, TheEdgesBelongToMedium) {
    EXPECT_EQ(BandRule{}.bands_of({101, 100, 20, 19}),
              (std::vector{Band::many, Band::medium, Band::medium, Band::few}));
}

TEST(MeanSd, IsTheSampleStandardDeviation) {
    const auto three = mean_sd({1, 2, 6});
    EXPECT_NEAR(three.value().mean, 3, 1e-12);
    EXPECT_NEAR(three.value().sd.value(), std::sqrt(7), 1e-12) << "(4 + 1 + 9) / 2";
    EXPECT_FALSE(mean_sd({4}).value().sd) << "one value has none";
    EXPECT_FALSE(mean_sd({}));
}

TEST(MethodRows, CollectTheSeedsOfEachMethodInTheOrderOfAppearance) {
    const auto rows =
        method_rows({result_of("plain", 0, {{"a", 5, 2, 1}}), result_of("over_sampling", 0, {{"a", 5, 2, 2}}),
                     result_of("plain", 1, {{"a", 5, 2, 2}})},
                    {});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].method, "plain");
    EXPECT_EQ(rows[0].seeds, (std::vector<std::int64_t>{0, 1}));
    EXPECT_NEAR(rows[0].all.value().mean, 0.75, 1e-12);
    EXPECT_FALSE(rows[0].many);
}

TEST(Gain, IsPairedBySeed) {
    const std::vector<MethodResult> results{
        result_of("plain", 0, {{"a", 5, 4, 1}, {"b", 5, 0, 0}}), result_of("meta", 0, {{"a", 5, 4, 2}, {"b", 5, 0, 0}}),
        result_of("plain", 1, {{"a", 5, 4, 0}, {"b", 5, 0, 0}}), result_of("meta", 1, {{"a", 5, 4, 3}, {"b", 5, 0, 0}}),
        result_of("meta", 2, {{"a", 5, 4, 4}, {"b", 5, 0, 0}})}; // no plain to compare with
    const auto gain = gain_per_class(results, "meta", "plain");
    ASSERT_EQ(gain.size(), 2U);
    EXPECT_NEAR(gain[0].value(), 0.5, 1e-12);
    EXPECT_FALSE(gain[1]);
    EXPECT_TRUE(gain_per_class(results, "meta", "absent").empty());
}

} // namespace
} // namespace whydah
