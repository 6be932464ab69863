#pragma once

#include "core/experiment/job_control.h"
#include "records/events.h"
#include "records/run_record.h"
#include "records/search_record.h"

namespace whydah {

/// Tries the plan's settings one after the other, each over all seeds of the options, with nothing but the training and
/// the validation part: no test image is in the split that a trial gets, and only the deciding method (and its identity
/// control) is trained. The best mean validation recall wins, the first of equals. A setting that fails (diverges) is
/// told, kept with its reason and never chosen. After each trial OUT/search.json and OUT/search.csv are written;
/// settings that are there already, tried on the same data with the same other options, are not run again.
/// @param options the other options; run.out may be empty: nothing is written   @return without `best` if it was
/// stopped
/// @throws Error if the plan does not fit, there is no validation image, or every setting failed
SearchRecord run_search(const SearchPlan& plan, const ExperimentOptions& options, const JobControl& control,
                        const Report& report);

/// The chosen setting as a whole experiment: all methods of the options, the test part read once. The card says how the
/// setting was chosen. @param search with its `best`
RunRecord run_best(const SearchRecord& search, const ExperimentOptions& options, const JobControl& control,
                   const Report& report);

} // namespace whydah
