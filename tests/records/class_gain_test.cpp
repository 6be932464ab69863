#include "records/class_gain.h"

#include "records/difference_interval.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

MethodResult result_of(const std::string& method, std::int64_t seed, std::vector<ClassAccuracy> classes) {
    return {.method = method, .seed = seed, .classes = std::move(classes), .seconds = 0, .validation_accuracy = {}};
}

TEST(NewcombeInterval, AgreesWithTheExamplesOfHisPaper) {
    // Newcombe 1998, Table II, method 10: (a) 56/70 - 48/80, (b) 9/10 - 3/10, (h) 10/10 - 0/10.
    const Interval a = newcombe_interval(56.0 / 70, 70, 48.0 / 80, 80);
    EXPECT_NEAR(a.low, 0.0524, 5e-5);
    EXPECT_NEAR(a.high, 0.3339, 5e-5);
    const Interval b = newcombe_interval(0.9, 10, 0.3, 10);
    EXPECT_NEAR(b.low, 0.1705, 5e-5);
    EXPECT_NEAR(b.high, 0.8090, 5e-5);
    const Interval h = newcombe_interval(1, 10, 0, 10);
    EXPECT_NEAR(h.low, 0.6075, 5e-5);
    EXPECT_NEAR(h.high, 1, 1e-12);
}

TEST(ClassGains, AreMeansOverTheSeedsThatBothHaveAndSeedsAreNoMoreImages) {
    const std::vector ours{result_of("meta_model_net", 0, {{"a", 9, 10, 4}, {"b", 5, 0, 0}}),
                           result_of("meta_model_net", 1, {{"a", 9, 10, 2}, {"b", 5, 0, 0}}),
                           result_of("meta_model_net", 2, {{"a", 9, 10, 10}, {"b", 5, 0, 0}})};
    const std::vector theirs{result_of("plain", 1, {{"a", 9, 10, 1}, {"b", 5, 0, 0}}),
                             result_of("plain", 0, {{"a", 9, 10, 2}, {"b", 5, 0, 0}}),
                             result_of("meta_model_net", 2, {{"a", 9, 10, 0}, {"b", 5, 0, 0}})};
    const auto gains = class_gains(ours, "meta_model_net", theirs, "plain");
    ASSERT_EQ(gains.size(), 2);
    EXPECT_NEAR(gains[0]->value(), 0.15, 1e-12) << "seeds 0 and 1: 0.4 - 0.2 and 0.2 - 0.1";
    EXPECT_NEAR(gains[0]->interval.low, -0.213772, 1e-6) << "0.3 and 0.15 of ten images each, not of twenty";
    EXPECT_NEAR(gains[0]->interval.high, 0.474146, 1e-6);
    EXPECT_FALSE(gains[1]) << "no test image";
}

TEST(ClassGains, AreNoneWithoutACommonSeedOrWithOtherNumbersOfClasses) {
    const std::vector ours{result_of("plain", 0, {{"a", 9, 10, 4}})};
    EXPECT_TRUE(class_gains(ours, "plain", {result_of("plain", 1, {{"a", 9, 10, 4}})}, "plain").empty());
    EXPECT_TRUE(
        class_gains(ours, "plain", {result_of("plain", 0, {{"a", 9, 10, 4}, {"b", 9, 10, 4}})}, "plain").empty());
}

} // namespace
} // namespace whydah
