#pragma once

#include "records/accuracy_report.h"
#include "records/interval.h"

#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// What a method gains over another in one class (Fig. 3). Recalls are means over the seeds that both have, 0..1.
struct ClassGain {
    double recall = 0, reference = 0;
    Interval interval; ///< 95 % of the gain, Newcombe's from the counts. Seeds do not make more images: n is the
                       ///< class's test images of one seed
    double value() const { return recall - reference; }
};

/// Of each class, label order, over the seeds that both methods have; nothing for classes without test images. Empty if
/// the two share no seed or have other numbers of classes.
/// @param results of one run   @param reference_results of the same run or of another with the same classes
std::vector<std::optional<ClassGain>> class_gains(const std::vector<MethodResult>& results, const std::string& method,
                                                  const std::vector<MethodResult>& reference_results,
                                                  const std::string& reference);

} // namespace whydah
