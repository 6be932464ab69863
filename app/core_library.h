#pragma once

#include "core/experiment/core_api.h"

#include <string>

namespace whydah {

/// @param library file, or a name found by the program's run path
/// @throws Error if it cannot be loaded, is no core library, or is one of another version
const CoreApi& load_core(const std::string& library);

/// Loads the core library at the first call, which takes as long as LibTorch takes to load; call it on a job's thread.
/// Safe to call from several threads at once. @throws Error as load_core does
const CoreApi& core_api();

/// Whoever needs the core takes this, so that tests can give one of their own.
using CoreLoader = const CoreApi& (*)();

} // namespace whydah
