#include "records/interval.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

// Expected: scipy 1.10.1, scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson")
void expect_wilson(std::int64_t k, std::int64_t n, double low, double high) {
    const auto interval = wilson_interval(k, n);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 1e-12) << k << " of " << n;
    EXPECT_NEAR(interval->high, high, 1e-12) << k << " of " << n;
}

TEST(WilsonInterval, AgreesWithScipy) {
    expect_wilson(20, 40, 0.35199526933465386, 0.6480047306653461);
    expect_wilson(37, 40, 0.8013576647568945, 0.9741639742254118);
    expect_wilson(3, 10, 0.10779126740630102, 0.6032218525388546);
}

TEST(WilsonInterval, NoneAndAllRightHaveOneOpenSide) {
    expect_wilson(0, 40, 0, 0.08762160119728662);
    expect_wilson(40, 40, 0.9123783988027133, 1);
    EXPECT_EQ(wilson_interval(0, 40)->low, 0);
    EXPECT_EQ(wilson_interval(40, 40)->high, 1);
}

TEST(WilsonInterval, AClassWithoutImagesHasNone) { EXPECT_FALSE(wilson_interval(0, 0)); }

TEST(WilsonInterval, OneRightOfOneByHand) {
    // p = 1, n = 1: low = (1 + z^2/2 - z sqrt(z^2/4)) / (1 + z^2) = 1 / (1 + z^2), z = 1.959963984540054
    EXPECT_NEAR(wilson_interval(1, 1)->low, 1 / (1 + 1.959963984540054 * 1.959963984540054), 1e-15);
}

} // namespace
} // namespace whydah
