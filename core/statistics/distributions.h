#pragma once

namespace whydah {

/// Distribution functions to about 1e-14 relative (tails included), from erfc and the continued fractions of the
/// incomplete gamma and beta functions (Abramowitz and Stegun 6.5.29, 6.5.31, 26.5.8; evaluated by Lentz's method).

double normal_cdf(double z);
double normal_two_sided(double z); ///< P(|Z| >= |z|)
double normal_quantile(double p);  ///< 0 < p < 1; -infinity, infinity at 0, 1

/// P(X >= x) of chi-square with `degrees` > 0 of freedom; 1 for x <= 0.
double chi_square_survival(double x, double degrees);

double student_t_two_sided(double t, double degrees); ///< P(|T| >= |t|), degrees > 0
double student_t_cdf(double t, double degrees);
/// The t with P(|T| <= t) = level, 0 < level < 1: half width of an interval in standard errors.
double student_t_critical(double level, double degrees);

/// Regularised upper incomplete gamma Q(a, x), a > 0, x >= 0.
double incomplete_gamma_upper(double a, double x);
/// Regularised incomplete beta I_x(a, b), a, b > 0, 0 <= x <= 1.
double incomplete_beta(double a, double b, double x);

} // namespace whydah
