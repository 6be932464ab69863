#include "core/evaluation/metrics.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

constexpr std::int32_t truth[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2}, predicted[] = {0, 0, 0, 1, 1, 1, 2, 2, 0, 2};
constexpr float confidence[] = {.95F, .90F, .30F, .62F, .07F, .5F, .99F, .44F, .2F, .78F};

/// Three classes, and a fourth one without test images.
MethodResult ten_images() {
    MethodResult result{.method = "plain",
                        .seed = 3,
                        .classes = {{"a", 50, 4, 3}, {"b", 20, 3, 2}, {"c", 5, 3, 2}, {"d", 1, 0, 0}},
                        .seconds = 0,
                        .validation_accuracy = {}};
    for (std::int32_t i = 0; i < 10; ++i) result.predictions.push_back({i, truth[i], predicted[i], confidence[i]});
    return result;
}

TEST(Metrics, MacroF1IsWorkedAndAgreesWithScikitLearn) {
    // Worked: a: TP 3, FP 1, FN 1: 6/8. b: TP 2, FP 1, FN 1: 4/6. c likewise.
    EXPECT_THAT(class_f1(ten_images().predictions, 4),
                ElementsAre(0.75, DoubleNear(2.0 / 3, 1e-15), DoubleNear(2.0 / 3, 1e-15), 0));
    // sklearn.metrics.f1_score(truth, predicted, average="macro")
    EXPECT_NEAR(*method_metrics(ten_images()).macro_f1, 0.6944444444444443, 1e-15);
}

TEST(Metrics, MeansAndTheWorstClassLeaveEmptyClassesOut) {
    const MethodMetrics metrics = method_metrics(ten_images());
    EXPECT_EQ(metrics.seed, 3);
    EXPECT_NEAR(*metrics.mean_recall, (0.75 + 4.0 / 3) / 3, 1e-15);
    EXPECT_NEAR(*metrics.geometric_mean, std::cbrt(0.75 * 4 / 9), 1e-15); // scipy.stats.gmean([.75, 2/3, 2/3])
    EXPECT_NEAR(*metrics.harmonic_mean, 0.6923076923076923, 1e-15);       // scipy.stats.hmean([.75, 2/3, 2/3])
    EXPECT_EQ(metrics.worst_class, "b") << "the first of equals";
    EXPECT_NEAR(*metrics.worst_recall, 2.0 / 3, 1e-15);
}

TEST(Metrics, AClassWithNothingRightCountsTheFloorInBothMeans) {
    MethodResult result = ten_images();
    result.predictions.clear();
    result.classes = {{"a", 5, 10, 10}, {"b", 5, 10, 0}};
    const MethodMetrics metrics = method_metrics(result);
    EXPECT_NEAR(*metrics.geometric_mean, std::sqrt(1e-5), 1e-15);
    EXPECT_NEAR(*metrics.harmonic_mean, 2 / (1 + 1e5), 1e-18);
    EXPECT_EQ(*metrics.worst_recall, 0);
}

TEST(Metrics, CalibrationErrorHasFifteenBinsClosedAbove) {
    // numpy over (i/15, (i+1)/15], i = 0..14: sum of |mean(right) - mean(confidence)| * share
    EXPECT_NEAR(calibration_error(ten_images().predictions), 0.47700000479817395, 1e-9);
    // Worked: two images with confidence 0.8, one right: |0.5 - 0.8|.
    EXPECT_NEAR(calibration_error({{0, 0, 0, 0.8F}, {1, 0, 1, 0.8F}}), 0.3, 1e-7);
    // 1/16 closes the first of 16 bins, 1/8 the second: worked (|1 - 1/16| + |0 - 1/8|) / 2; in one bin it were less.
    EXPECT_NEAR(calibration_error({{0, 0, 0, 0.0625F}, {1, 0, 1, 0.125F}}, 16), (15.0 / 16 + 1.0 / 8) / 2, 1e-12);
    EXPECT_NEAR(calibration_error({{0, 0, 0, 0.0625F}, {1, 0, 1, 0.03F}}, 16), (1 - 0.0925) / 2, 1e-7) << "one bin";
    EXPECT_EQ(calibration_error({{0, 0, 0, 1.0F}}), 0) << "full confidence belongs to the last bin";
    EXPECT_EQ(calibration_error({{0, 0, 0, 0.0F}}), 1) << "and none to the first";
    EXPECT_EQ(calibration_error({}), 0);
}

TEST(Metrics, WithoutPredictionsOnlyWhatRecallsGiveIsThere) {
    MethodResult result = ten_images();
    result.predictions.clear();
    const MethodMetrics metrics = method_metrics(result);
    EXPECT_TRUE(metrics.mean_recall && metrics.geometric_mean && metrics.worst_recall);
    EXPECT_FALSE(metrics.macro_f1 || metrics.calibration_error);
}

TEST(Metrics, WithoutTestedClassesThereIsNothing) {
    MethodResult result = ten_images();
    result.classes = {{"a", 5, 0, 0}};
    result.predictions.clear();
    const MethodMetrics metrics = method_metrics(result);
    EXPECT_FALSE(metrics.mean_recall || metrics.macro_f1 || metrics.worst_recall || metrics.harmonic_mean);
    EXPECT_EQ(metrics.worst_class, "");
}

TEST(Confusion, CountsEveryPairOverAllSeedsOfAMethod) {
    MethodResult first = ten_images(), second = ten_images(), other = ten_images();
    second.seed = 4, other.method = "over_sampling";
    const auto counts = confusion_counts({first, other, second});
    ASSERT_EQ(counts.size(), 12U) << "six pairs of labels for each method";
    EXPECT_EQ(counts[0].method, "plain");
    EXPECT_EQ(counts[0].images, 6) << "a as a, three times in two seeds";
    EXPECT_EQ(counts[1].predicted, 1);
    EXPECT_EQ(counts[1].images, 2);
    EXPECT_EQ(counts[6].method, "over_sampling");
    std::int64_t images = 0;
    for (const ConfusionCount& c : counts) images += c.images;
    EXPECT_EQ(images, 30);
}

} // namespace
} // namespace whydah
