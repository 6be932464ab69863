#pragma once

#include <string>

namespace whydah {

/// The processor's name as the system knows it, empty if it does not say.
std::string processor_name();

} // namespace whydah
