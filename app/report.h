#pragma once

#include <QString>

namespace whydah {

/// Draws the pictures of a run into its folder with the window's own views and names them on standard output.
/// @return exit code: 0, or 1 with a message on standard error
int write_report(const QString& folder);

} // namespace whydah
