#pragma once

#include "records/accuracy_report.h"
#include "records/search_record.h"

#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Validation recall of a method in a trial over its seeds, 0..1. Of "meta_model_net" also where the trial has it on
/// another base method ("meta_model_net+ldam", the best of several). Nothing if the trial does not have it.
std::optional<MeanSd> validation_of(const Trial& trial, const std::string& method);

/// The trial with the best mean, the first of equals; nothing if all failed.
std::optional<std::size_t> best_trial(const SearchRecord& search);

/// Names of the methods that any trial has, in the order of their appearance.
std::vector<std::string> methods_of(const SearchRecord& search);

} // namespace whydah
