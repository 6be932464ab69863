#pragma once

#include "records/dataset_summary.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// One of DatasetSummary::classes[label].images.
struct ImageOfClass {
    std::int32_t label = 0;
    std::size_t image = 0;
    bool operator==(const ImageOfClass&) const = default;
};

/// Images of the very same bytes.
struct DuplicateGroup {
    std::vector<ImageOfClass> images; ///< two or more, in label order
    bool other_labels = false;        ///< they do not all have the same label: at most one of them is right
    bool other_parts = false; ///< they lie in several of training, validation and test: what was learned is tested
};

struct DuplicateReport {
    std::vector<DuplicateGroup> groups; ///< those with other labels first, then those across parts
    std::int64_t images = 0;            ///< that were looked at
    std::int64_t unreadable = 0;        ///< of them
    std::int64_t copies() const;        ///< images that a group has beyond its first
    std::int64_t with_other_labels() const;
    std::int64_t across_parts() const;
};

/// Whether each group lies across labels or parts, and their order, by the summary's parts as they are now.
void mark_duplicates(DuplicateReport& report, const DatasetSummary& summary);

/// "12 groups of byte-identical images (15 copies): 3 with different labels, 2 across parts of the split".
std::string duplicates_text(const DuplicateReport& report);

/// One problem a group, paths below the data set's folder: where "ant/a.png (train), bee/b.png (test)", what
/// "byte-identical, DIFFERENT LABELS, across train and test". At most DatasetSummary::problems_kept.
std::vector<DataProblem> duplicate_problems(const DuplicateReport& report, const DatasetSummary& summary);

} // namespace whydah
