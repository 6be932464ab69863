#include "core/statistics/distributions.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

// Expected values: scipy 1.10.1, the call stands beside each.

namespace whydah {
namespace {

void expect_relative(double value, double expected) { EXPECT_NEAR(value, expected, 1e-12 * std::abs(expected)); }

TEST(Distributions, NormalAgreesWithScipyAlsoFarOut) {
    expect_relative(normal_cdf(0.5), 0.6914624612740131);           // scipy.stats.norm.cdf(0.5)
    expect_relative(normal_cdf(-3), 0.0013498980316300933);         // scipy.stats.norm.cdf(-3)
    expect_relative(normal_cdf(-8), 6.22096057427174e-16);          // scipy.stats.norm.cdf(-8)
    expect_relative(normal_two_sided(1.959963984540054), 1 - 0.95); // worked: 1.96 leaves 5 %
    EXPECT_EQ(normal_two_sided(-2), normal_two_sided(2));
}

TEST(Distributions, NormalQuantileTurnsTheCdfAround) {
    expect_relative(normal_quantile(0.975), 1.959963984540054);  // scipy.stats.norm.ppf(0.975)
    expect_relative(normal_quantile(1e-10), -6.361340902404056); // scipy.stats.norm.ppf(1e-10)
    expect_relative(normal_quantile(0.3), -0.5244005127080409);  // scipy.stats.norm.ppf(0.3)
    EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
    EXPECT_TRUE(std::isinf(normal_quantile(0)) && normal_quantile(0) < 0);
}

TEST(Distributions, ChiSquareAgreesWithScipy) {
    expect_relative(chi_square_survival(3.84, 1), 0.05004352124870519);    // scipy.stats.chi2.sf(3.84, 1)
    expect_relative(chi_square_survival(10, 3), 0.01856613546304325);      // scipy.stats.chi2.sf(10, 3)
    expect_relative(chi_square_survival(0.5, 4), 0.9735009788392561);      // scipy.stats.chi2.sf(0.5, 4)
    expect_relative(chi_square_survival(200, 10), 1.6139305336977317e-37); // scipy.stats.chi2.sf(200, 10)
    expect_relative(chi_square_survival(30, 60), 0.9995815503316723);      // scipy.stats.chi2.sf(30, 60)
    expect_relative(chi_square_survival(7, 2), std::exp(-3.5));            // worked: two degrees are exponential
    EXPECT_EQ(chi_square_survival(0, 3), 1);
}

TEST(Distributions, IncompleteFunctionsAgreeWithScipy) {
    expect_relative(incomplete_gamma_upper(2.5, 1.2), 0.7914741205943246);     // scipy.special.gammaincc(2.5, 1.2)
    expect_relative(incomplete_gamma_upper(0.5, 300), 1.674167984691805e-132); // scipy.special.gammaincc(.5, 300)
    expect_relative(incomplete_beta(3, 0.5, 0.9), 0.4454155553479705);         // scipy.special.betainc(3, .5, .9)
    expect_relative(incomplete_beta(1, 4, 0.25), 1 - std::pow(0.75, 4));       // worked: I_x(1, b) = 1 - (1-x)^b
}

TEST(Distributions, StudentTAgreesWithScipy) {
    expect_relative(student_t_two_sided(2, 2), 0.1835034190722739);      // 2 * scipy.stats.t.sf(2, 2)
    expect_relative(student_t_two_sided(1e-3, 5), 0.9992407867721976);   // 2 * scipy.stats.t.sf(1e-3, 5)
    expect_relative(student_t_two_sided(12.7, 1), 0.05002432768934415);  // 2 * scipy.stats.t.sf(12.7, 1)
    expect_relative(student_t_two_sided(40, 4), 2.3340163226012694e-06); // 2 * scipy.stats.t.sf(40, 4)
    expect_relative(student_t_two_sided(0.7, 1000), 0.4840901139926025); // 2 * scipy.stats.t.sf(0.7, 1000)
    expect_relative(student_t_cdf(-4.3, 30), 8.322548741063386e-05);     // scipy.stats.t.cdf(-4.3, 30)
    expect_relative(student_t_cdf(2, 2), 0.908248290463863);             // scipy.stats.t.cdf(2, 2)
    expect_relative(student_t_two_sided(1, 1), 0.5);                     // worked: Cauchy
}

TEST(Distributions, StudentTCriticalValuesAreTheClosedFormsAndAgreeWithScipy) {
    expect_relative(student_t_critical(0.95, 1), std::tan(std::numbers::pi * 0.475));      // worked: Cauchy
    expect_relative(student_t_critical(0.95, 2), 0.95 * std::sqrt(2 / (1 - 0.95 * 0.95))); // worked
    // scipy 1.10.1 itself is off by 2e-11 relative here (it has 12.706204736432095 for one degree).
    EXPECT_NEAR(student_t_critical(0.95, 4), 2.7764451051977987, 1e-9); // scipy.stats.t.ppf(0.975, 4)
    EXPECT_NEAR(student_t_critical(0.95, 29), 2.045229642132703, 1e-9); // scipy.stats.t.ppf(0.975, 29)
}

} // namespace
} // namespace whydah
