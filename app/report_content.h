#pragma once

#include "app/report_document.h"
#include "records/error.h"
#include "records/run_comparison.h"
#include "records/run_entry.h"

#include <memory>
#include <utility>
#include <vector>

namespace whydah {

/// A run that is told of, as its folder says.
struct ReportedRun {
    RunEntry entry; ///< name, tags, note
    std::shared_ptr<const RunRecord> record;
};

/// What a report is made of.
struct ReportContent {
    RunComparison comparison;                      ///< runs in the order of asking, those that can be read
    std::vector<ReportedRun> runs;                 ///< of each of comparison.runs
    std::vector<std::pair<QString, Error>> unread; ///< folders that are left out, and why
};

using ReportBlocks = std::vector<ReportBlock>;

/// The whole report: runs, what they cannot be compared in, results, tests, options, figures, problems, protocols.
/// @param figures drawn by report_figures
ReportDocument report_document(const ReportContent& content, ReportBlocks figures);

/// Methods by bands, MetaModelNet always beneath its identity control; and what the meta-network earns over it.
ReportBlocks report_results(const ReportContent& content);
/// Each method against its reference over all classes.
ReportBlocks report_tests(const ReportContent& content);
/// Between the runs; of one run: from the defaults.
ReportBlocks report_options(const ReportContent& content);

/// Class frequency, gain by class (Fig. 3), trajectories (Fig. 4a), norms and confusions of each run, before them the
/// gain of each run over the first; with headings. For the GUI thread: they are drawn by the window's own views.
ReportBlocks report_figures(const ReportContent& content);

/// "A · name"; without the letter where there is one run.
QString report_run_name(const ReportContent& content, std::size_t run);

} // namespace whydah
