#pragma once

#include "core/data/npy_array.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// The classes of a feature table's rows.
struct TableLabels {
    std::vector<std::int64_t> labels;     ///< one a row, as written; -1 is a name that `class_names` does not have
    std::vector<std::string> names;       ///< one a row where rows name their classes, else empty
    std::vector<std::string> class_names; ///< in the order of labels; may be shorter than the classes, or empty
};

/// Whole numbers are labels, whichever type they are written in: integers, or texts that are all whole numbers. Other
/// texts are names of classes: their labels are places in `class_names`, or, without such an array, in their sorted
/// list.
/// @param class_names may be null   @throws Error for labels that are neither
TableLabels table_labels(const NpyArray& labels, const NpyArray* class_names);

} // namespace whydah
