#pragma once

#include "records/dataset_summary.h"

#include <string>

namespace whydah {

/// Same source, same classes, same number of images in each part of each class: results of the one are results of the
/// other.
bool are_same_split(const DatasetSummary& a, const DatasetSummary& b);
/// By its number counted from 0, or by its name; -1: there is none.
int label_of(const DatasetSummary& dataset, const std::string& wanted);

} // namespace whydah
