#pragma once

#include "app/core_library.h"
#include "app/report_content.h"
#include "app/report_order.h"

namespace whydah {

/// Reads the runs and tests them. A folder that cannot be read is left out and told of.
/// @throws Error if none can be read, or the order cannot be understood
ReportContent read_report(const CoreApi& core, const ReportOrder& order);

/// Writes the report, whole or not at all: through a temporary file, synced and renamed. What is left out is said on
/// standard error as well.
/// @return exit code: 0; 1: nothing was written, standard error says why; report_without_some
int write_report_file(const ReportOrder& order, CoreLoader core = core_api);

} // namespace whydah
