#include "core/experiment/threads.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <dlfcn.h>
#include <opencv2/core/utility.hpp>
#include <thread>

namespace whydah {

std::int64_t set_thread_budget(std::int64_t threads) {
    const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    const std::int64_t budget = threads > 0 ? threads : cores;
    at::set_num_threads(static_cast<int>(budget));
    cv::setNumThreads(static_cast<int>(budget));
    // Only there when the BLAS behind LibTorch is OpenBLAS.
    if (void* set = ::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")) reinterpret_cast<void (*)(int)>(set)(1);
    return budget;
}

} // namespace whydah
