#pragma once

#include "records/accuracy_report.h"
#include "records/experiment_options.h"

#include <string>
#include <vector>

namespace whydah {

/// What a run warns of, because nothing fails and yet its numbers come out lower than they need. Empty: no doubt. None
/// of it looks at the test part.

/// A learning rate for features of length 1 (recipe: 30) on features that are not.
std::string learning_rate_doubt(const ExperimentOptions& options);

/// MetaModelNet with a fixed strength that is two points or more below its identity control on the validation part, the
/// mean over seeds: there the gate chooses a smaller strength, which costs two more networks.
std::string control_doubt(const ExperimentOptions& options, const std::vector<MethodResult>& results);

} // namespace whydah
