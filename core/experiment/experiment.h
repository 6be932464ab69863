#pragma once

#include "core/experiment/job_control.h"
#include "records/block_progress.h"
#include "records/dataset_summary.h"
#include "records/events.h"
#include "records/experiment_options.h"
#include "records/run_record.h"

namespace whydah {

/// @throws Error if the options name no data set
void require_data(const ExperimentOptions& options);

/// Reads and splits a data set without computing features. @throws Error, Stopped
DatasetSummary open_dataset(const ExperimentOptions& options, const JobControl& control, const Report& report);

/// The one entry of window and command line: data, features, all methods over all seeds, trajectories.
/// Sets the thread budget, device guard and stream for the calling thread. Writes options.run.out, if given, as the run
/// grows. A stop is no exception here: the record comes back with state `stopped` and everything that was finished.
/// @param watch gets MetaModelNet's blocks while they train; numbers and files are the same with it and without
/// @throws Error for bad options, data, device or a full disk
RunRecord run_experiment(const ExperimentOptions& options, const JobControl& control, const Report& report,
                         const BlockReport& watch = {});

/// The same with options that a search chose. @param selection entries for the card's section "Selection" that say how
RunRecord run_chosen_experiment(const ExperimentOptions& options, const ProtocolCard::Entries& selection,
                                const JobControl& control, const Report& report);

/// One trial of a search: the test images are taken out of the split before anything is computed, so results hold the
/// validation accuracy alone. Writes nothing. @throws Error as run_experiment
RunRecord validate_experiment(ExperimentOptions options, const JobControl& control, const Report& report);

} // namespace whydah
