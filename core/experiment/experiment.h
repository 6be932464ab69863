#pragma once

#include "core/experiment/job_control.h"
#include "records/dataset_summary.h"
#include "records/events.h"
#include "records/experiment_options.h"
#include "records/run_record.h"

namespace whydah {

/// Reads and splits a data set without computing features. @throws Error, Stopped
DatasetSummary open_dataset(const ExperimentOptions& options, const JobControl& control, const Report& report);

/// The one entry of window and command line: data, features, all methods over all seeds, trajectories.
/// Sets the thread budget, device guard and stream for the calling thread. Writes options.run.out, if given, as the run
/// grows. A stop is no exception here: the record comes back with state `stopped` and everything that was finished.
/// @throws Error for bad options, data, device or a full disk
RunRecord run_experiment(const ExperimentOptions& options, const JobControl& control, const Report& report);

} // namespace whydah
