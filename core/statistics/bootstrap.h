#pragma once

#include <cstdint>
#include <vector>

namespace whydah {

/// Two classifiers on the test images of one class.
struct ClassPair {
    std::int64_t first_only = 0, second_only = 0; ///< images that only the first, only the second has right
    std::int64_t images = 0;                      ///< all test images of the class
};

struct BootstrapInterval {
    double difference = 0; ///< mean over seeds of the mean over classes of recall(first) - recall(second), 0..1
    double low = 0, high = 0;
    double standard_error = 0; ///< sd of the resampled differences
    std::int64_t resamples = 0;
};
inline constexpr std::int64_t bootstrap_resamples = 5'000;

/// Percentile interval of the mean-over-classes difference. Test images are resampled within each class (and seed), so
/// that the balance of the test set stays; classes and training are not resampled. Of a class's n resampled images, the
/// sum of differences has the distribution of n draws from {+1, 0, -1}; that sum is drawn at once, from its exact
/// distribution, instead of image by image.
/// @param seeds of each seed its classes; classes without images do not count   @param level 0.95
/// @return zeros without any class
BootstrapInterval bootstrap_difference(const std::vector<std::vector<ClassPair>>& seeds, std::uint64_t seed,
                                       std::int64_t resamples = bootstrap_resamples, double level = 0.95);

/// The q-quantile of sorted values with linear interpolation (numpy's default). Values must not be empty.
double sorted_quantile(const std::vector<double>& sorted, double q);

} // namespace whydah
