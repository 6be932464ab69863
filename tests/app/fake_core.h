#pragma once

#include "app/core_library.h"

#include <atomic>
#include <string>

namespace whydah::test {

/// A core without LibTorch: a made-up data set of 25 classes, and runs whose pace the test holds in its hand.
struct FakeCore {
    static inline std::atomic<int> opened = 0;        ///< calls of open_dataset
    static inline std::atomic<bool> hold_run = false; ///< a run stays in its second stage until this falls
    static inline std::atomic<int> runs = 0;
    static inline std::string last_out; ///< of the last run; read it when the run is over

    static const CoreApi& api();
    static void reset() { opened = 0, hold_run = false, runs = 0, last_out.clear(); }
};

} // namespace whydah::test
