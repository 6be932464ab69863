#include "core/statistics/distributions.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace whydah {
namespace {

constexpr double precision = 1e-16;
constexpr double tiny = 1e-300; // in place of a denominator of 0 (Lentz)
constexpr int most_terms = 100'000;

double not_zero(double value) { return std::abs(value) < tiny ? tiny : value; }

double log_gamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign); // std::lgamma writes a global
}

/// P(a, x) by its series, for x < a + 1.
double gamma_series(double a, double x) {
    double term = 1 / a, sum = term;
    for (int n = 1; n < most_terms && std::abs(term) > std::abs(sum) * precision; ++n) sum += term *= x / (a + n);
    return sum * std::exp(a * std::log(x) - x - log_gamma(a));
}

/// Q(a, x) by its continued fraction, for x >= a + 1.
double gamma_fraction(double a, double x) {
    double b = x + 1 - a, c = 1 / tiny, d = 1 / not_zero(b), h = d;
    for (int n = 1; n < most_terms; ++n) {
        const double an = -n * (n - a);
        b += 2;
        d = 1 / not_zero(an * d + b);
        c = not_zero(b + an / c);
        h *= c * d;
        if (std::abs(c * d - 1) < precision) break;
    }
    return h * std::exp(a * std::log(x) - x - log_gamma(a));
}

/// The continued fraction of I_x(a, b); converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), h = d;
    for (int m = 1; m < most_terms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / not_zero(1 + even * d);
        c = not_zero(1 + even / c);
        h *= c * d;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / not_zero(1 + odd * d);
        c = not_zero(1 + odd / c);
        h *= c * d;
        if (std::abs(c * d - 1) < precision) break;
    }
    return h;
}

/// The x in [low, high] where a falling function crosses `value`.
template <class F>
double crossing(double low, double high, double value, F falling) {
    for (int i = 0; i < 2000; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break; // neighbours in double
        (falling(middle) > value ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

} // namespace

double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normal_two_sided(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

double normal_quantile(double p) {
    assert(p >= 0 && p <= 1);
    if (p == 0 || p == 1) return (p == 0 ? -1 : 1) * std::numeric_limits<double>::infinity();
    if (p > 0.5) return -normal_quantile(1 - p);
    return -crossing(0, 40, p, [](double z) { return normal_cdf(-z); });
}

double incomplete_gamma_upper(double a, double x) {
    assert(a > 0 && x >= 0);
    if (x == 0) return 1;
    return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

double incomplete_beta(double a, double b, double x) {
    assert(a > 0 && b > 0 && x >= 0 && x <= 1);
    if (x == 0 || x == 1) return x;
    const double front =
        std::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double chi_square_survival(double x, double degrees) {
    if (x <= 0) return 1;
    if (degrees == 1) return std::erfc(std::sqrt(x / 2));
    return incomplete_gamma_upper(degrees / 2, x / 2);
}

double student_t_two_sided(double t, double degrees) {
    if (std::isinf(t)) return 0;
    // Both arguments from the squares: neither 1 - x loses digits.
    const double squared = t * t, x = degrees / (degrees + squared);
    if (x > 0.5) return 1 - incomplete_beta(0.5, degrees / 2, squared / (degrees + squared));
    return incomplete_beta(degrees / 2, 0.5, x);
}

double student_t_cdf(double t, double degrees) {
    const double tail = student_t_two_sided(t, degrees) / 2;
    return t < 0 ? tail : 1 - tail;
}

double student_t_critical(double level, double degrees) {
    assert(level > 0 && level < 1);
    double high = 1;
    while (student_t_two_sided(high, degrees) > 1 - level && high < 1e150) high *= 2;
    return crossing(0, high, 1 - level, [&](double t) { return student_t_two_sided(t, degrees); });
}

} // namespace whydah
