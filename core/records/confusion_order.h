#pragma once

#include "records/method_metrics.h"

#include <cstddef>
#include <vector>

namespace whydah {

/// Classes so that those which are taken for each other stand together: average linkage (UPGMA) on the similarity
/// p(b | a) + p(a | b), p(b | a) being the share of class a's test images that are called b. Where two groups join,
/// the ends that resemble each other most come to touch. Groups without any confusion between them follow each other,
/// the largest first. Work grows with the number of confused pairs, not with the square of the classes.
/// @param counts of one method   @return each label once
std::vector<int> cluster_order(const std::vector<ConfusionCount>& counts, std::size_t classes);

} // namespace whydah
