#pragma once

#include "app/core_library.h"

#include <QString>

namespace whydah {

/// Draws the pictures of a run with the window's own views and names them on standard output.
/// @param folder for the pictures; empty: the run's own
/// @return exit code: 0, or 1 with a message on standard error, also if the run has nothing to draw
int write_report(const QString& run, const QString& folder, CoreLoader core = core_api);

} // namespace whydah
