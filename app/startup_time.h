#pragma once

#include <QWidget>

namespace whydah {

/// Seconds since this process began, to a hundredth; negative if the system does not tell.
double process_seconds();

/// Prints "window after 0.21 s" on standard output once the window is on the screen, and ends the program.
void tell_startup_time(QWidget& window);

} // namespace whydah
