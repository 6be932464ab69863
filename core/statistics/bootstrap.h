#pragma once

#include <cstdint>
#include <vector>

namespace whydah {

/// Two classifiers on one test image.
struct PairedOutcome {
    std::int32_t label = 0;      ///< the image's class
    std::int32_t sample = 0;     ///< which image: the same in all seeds
    std::int32_t difference = 0; ///< 1: only the first is right; -1: only the second; 0: both or none
};

struct BootstrapInterval {
    double difference = 0; ///< mean over seeds of the mean over classes of recall(first) - recall(second), -1..1
    double low = 0, high = 0;
    double standard_error = 0; ///< sd of the resampled differences
    std::int64_t resamples = 0;
};
inline constexpr std::int64_t bootstrap_resamples = 2'000;

/// Percentile interval of the mean-over-classes difference. The class's test images are resampled with replacement,
/// class by class, so that the balance of the test set stays; training is not repeated. An image that several seeds
/// test is drawn with all of its outcomes: seeds that share test images do not count as more images than there are.
/// Each image enters by its share in the difference (linearised where the seeds' test sets differ in size or images;
/// exactly the plain bootstrap for one seed or one common test set).
/// @param seeds of each seed its test images; seeds and classes without any do not count   @param level 0.95
/// @return zeros without any image
BootstrapInterval bootstrap_difference(const std::vector<std::vector<PairedOutcome>>& seeds, std::uint64_t seed,
                                       std::int64_t resamples = bootstrap_resamples, double level = 0.95);

/// The q-quantile of sorted values with linear interpolation (numpy's default). Values must not be empty.
double sorted_quantile(const std::vector<double>& sorted, double q);

} // namespace whydah
