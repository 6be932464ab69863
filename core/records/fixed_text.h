#pragma once

#include <string>

namespace whydah {

/// 78.6, 4 -> "78.6000": always with a point, whatever the user's locale. For files and messages.
std::string fixed_text(double value, int decimals);

} // namespace whydah
