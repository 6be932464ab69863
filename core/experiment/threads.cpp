#include "core/experiment/threads.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <opencv2/core/utility.hpp>
#include <thread>

namespace whydah {
namespace {

/// A function of the libraries that this one links, also where the program has loaded us privately (dlopen with
/// RTLD_LOCAL), so that RTLD_DEFAULT does not see them. Null if there is none: the BLAS behind LibTorch may be another
/// than OpenBLAS.
void* symbol_behind_us(const char* name) {
    static const int here = 0;
    Dl_info info{};
    if (::dladdr(&here, &info) == 0) return nullptr;
    void* const ours = ::dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
    void* const found = ours ? ::dlsym(ours, name) : nullptr;
    if (ours) ::dlclose(ours); // gives back the count only: the library stays
    return found;
}

} // namespace

std::int64_t set_thread_budget(std::int64_t threads) {
    const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    const std::int64_t budget = threads > 0 ? threads : cores;
    at::set_num_threads(static_cast<int>(budget));
    cv::setNumThreads(static_cast<int>(budget));
    if (void* set = symbol_behind_us("openblas_set_num_threads")) reinterpret_cast<void (*)(int)>(set)(1);
    return budget;
}

std::string blas_text() {
    void* const config = symbol_behind_us("openblas_get_config");
    return config ? reinterpret_cast<const char* (*)()>(config)() : "not OpenBLAS";
}

void parallel_chunks(std::int64_t count, std::int64_t chunk,
                     const std::function<void(std::int64_t begin, std::int64_t end)>& work) {
    const std::int64_t chunks = (count + chunk - 1) / chunk;
    std::atomic<std::int64_t> next = 0;
    at::parallel_for(0, std::min<std::int64_t>(chunks, at::get_num_threads()), 1, [&](std::int64_t, std::int64_t) {
        for (std::int64_t c = next++; c < chunks; c = next++) work(c * chunk, std::min(count, (c + 1) * chunk));
    });
}

} // namespace whydah
