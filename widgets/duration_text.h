#pragma once

#include <QString>

namespace whydah {

/// Time to come, as a clock: "0:05", "1:12", "1:02:03"; empty if not known (negative).
QString clock_text(double seconds);
/// Time spent: "0.4 s", "12 s", "3:05".
QString duration_text(double seconds);
/// "85 images/s", "0.4 steps/s"; empty for nothing.
QString rate_text(double per_second, const QString& unit);

} // namespace whydah
