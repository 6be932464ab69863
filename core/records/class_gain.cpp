#include "records/class_gain.h"

#include "records/difference_interval.h"

#include <algorithm>
#include <cstddef>

namespace whydah {
namespace {

/// Sums over the seeds in which both methods were tested on the class.
struct Sums {
    double recall = 0, reference = 0, images = 0, reference_images = 0, seeds = 0;
};

} // namespace

std::vector<std::optional<ClassGain>> class_gains(const std::vector<MethodResult>& results, const std::string& method,
                                                  const std::vector<MethodResult>& reference_results,
                                                  const std::string& reference) {
    std::vector<Sums> sums;
    for (const MethodResult& ours : results) {
        if (ours.method != method) continue;
        const auto theirs = std::find_if(reference_results.begin(), reference_results.end(), [&](const auto& other) {
            return other.method == reference && other.seed == ours.seed && other.classes.size() == ours.classes.size();
        });
        if (theirs == reference_results.end()) continue;
        sums.resize(std::max(sums.size(), ours.classes.size()));
        for (std::size_t c = 0; c < ours.classes.size(); ++c) {
            const ClassAccuracy &a = ours.classes[c], &b = theirs->classes[c];
            if (a.test == 0 || b.test == 0) continue;
            Sums& sum = sums[c];
            sum.recall += *a.recall(), sum.reference += *b.recall(), ++sum.seeds;
            sum.images += static_cast<double>(a.test), sum.reference_images += static_cast<double>(b.test);
        }
    }
    std::vector<std::optional<ClassGain>> gains(sums.size());
    for (std::size_t c = 0; c < sums.size(); ++c) {
        const Sums& sum = sums[c];
        if (sum.seeds == 0) continue;
        ClassGain gain{.recall = sum.recall / sum.seeds, .reference = sum.reference / sum.seeds, .interval = {}};
        gain.interval =
            newcombe_interval(gain.recall, sum.images / sum.seeds, gain.reference, sum.reference_images / sum.seeds);
        gains[c] = gain;
    }
    return gains;
}

} // namespace whydah
