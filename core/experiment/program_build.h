#pragma once

#include <string>

namespace whydah {

/// What this library is made of: Whydah's version and the linker's build id, a hash of its code. The same after a
/// copy or an installation anew, another one after every change of the code.
std::string program_build();

} // namespace whydah
