#pragma once

#include "records/dataset_summary.h"

#include <cstddef>
#include <vector>

namespace whydah {

/// Which of `problems` name a class: "class 'iceberg'", or files in a folder of its name. Indices into `problems`, a
/// list a class. Problems that name none (lines of lists, rows of IDX files) are nobody's.
std::vector<std::vector<std::size_t>> problems_of_classes(const std::vector<ClassSummary>& classes,
                                                          const std::vector<DataProblem>& problems);

} // namespace whydah
