#pragma once

#include "core/experiment/core_api.h"

namespace whydah {

/// Loads the core library at the first call, which takes as long as LibTorch takes to load; call it on a job's thread.
/// Safe to call from several threads at once. @throws Error if the library is missing
const CoreApi& core_api();

/// Whoever needs the core takes this, so that tests can give one of their own.
using CoreLoader = const CoreApi& (*)();

} // namespace whydah
