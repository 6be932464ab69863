#pragma once

#include "records/accuracy_report.h"
#include "records/comparison.h"

#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// Which pairs a run compares: each method against plain, then MetaModelNet (the literal one where the other is absent)
/// against each that is left. Method first, reference second.
std::vector<std::pair<std::string, std::string>> compared_pairs(const std::vector<MethodResult>& results);

/// Paired tests of the pairs over the seeds that both have:
/// - wilcoxon_classes: Wilcoxon over classes of the mean difference in recall, with the bootstrap interval of the mean.
///   It takes classes as the sample: it asks whether the method is better on classes like these, for these trained
///   models.
/// - mcnemar, of each seed: the same test images, two trained models.
/// - t_seeds and wilcoxon_seeds, from 3 seeds on: seeds as the sample. Seeds that share images are not independent (the
///   carves overlap), which makes these p values somewhat small.
/// Differences are rounded to 1e-9 before they are ranked, so that equal ones are equal. Holm is over the pairs of one
/// test (and seed).
/// @param seed of the bootstrap
std::vector<Comparison> compare_methods(const std::vector<MethodResult>& results, std::int64_t seed);

/// Two results of the same seed and classes.
using SeedPair = std::pair<const MethodResult*, const MethodResult*>;

/// The same tests of one pair, without Holm: whatever the two methods are called and wherever they come from.
/// @param seeds results of method and reference, at least one; every one with test images
std::vector<Comparison> compare_pair(const std::string& method, const std::string& reference,
                                     const std::vector<SeedPair>& seeds, std::int64_t seed);

/// Both have predictions, for the same images in the same order.
bool are_of_same_images(const SeedPair& pair);

/// Fills p_holm: over the pairs of one test (and seed).
void correct_for_many(std::vector<Comparison>& all);

} // namespace whydah
