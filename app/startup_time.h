#pragma once

#include <QWidget>

namespace whydah {

/// Seconds since this process began, to a hundredth; negative if the system does not tell.
double process_seconds();

/// Prints "window after 0.21 s, 0.00 s of them waiting for a processor" on standard output once the window is on the
/// screen, and ends the program. The wait is what other programs took.
void tell_startup_time(QWidget& window);

} // namespace whydah
