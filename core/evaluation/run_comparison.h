#pragma once

#include "core/experiment/job_control.h"
#include "records/run_comparison.h"
#include "records/run_record.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// A run as it lies in its folder, with its predictions: shared, as each comparison of it needs them.
struct KeptRun {
    std::string folder;
    std::shared_ptr<const RunRecord> record;
};
using KeptRuns = std::vector<KeptRun>;

/// Tests of each method of each run against the wished reference, over all classes and over those of each band, with
/// the tests of compare_pair and Holm over the rows of a column. Seeds pair by their number. A single run without the
/// wished method is held against its first one.
/// - Refused: runs of other classes or other data (why_not_comparable), of another split (split_difference) or with
///   other test images, which is seen image by image; and methods without a common seed.
/// - Bands are those of the reference's training images; where a row's own bands hold other classes, only "all" is
///   tested.
/// @throws Stopped
RunComparison compare_runs(const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control);

} // namespace whydah
