#include "core/experiment/threads.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <new>
#include <opencv2/core/utility.hpp>
#include <pthread.h>
#include <sys/mman.h>
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

std::size_t stack_bytes() {
    pthread_attr_t attributes;
    std::size_t stack = std::size_t{8} << 20, guard = 0;
    if (::pthread_getattr_default_np(&attributes) != 0) return stack;
    ::pthread_attr_getstacksize(&attributes, &stack);
    ::pthread_attr_getguardsize(&attributes, &guard);
    ::pthread_attr_destroy(&attributes);
    return stack + guard;
}

/// libgomp ends the program where it cannot start a thread of a team, so we look before whether their stacks fit: a
/// window that is short of memory shall say so.
void require_room_for(std::int64_t threads) {
    if (threads <= 1) return;
    const std::size_t bytes = static_cast<std::size_t>(threads - 1) * stack_bytes();
    void* const room = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) throw std::bad_alloc();
    ::munmap(room, bytes);
}

} // namespace

std::int64_t set_thread_budget(std::int64_t threads) {
    const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    const std::int64_t budget = threads > 0 ? threads : cores;
    thread_local std::int64_t started = 1; // of this thread's team
    require_room_for(budget - started + 1);
    started = budget;
    at::set_num_threads(static_cast<int>(budget));
    at::parallel_for(0, budget, 1, [](std::int64_t, std::int64_t) {}); // starts them
    set_opencv_threads(budget);
    if (void* set = symbol_behind_us("openblas_set_num_threads")) reinterpret_cast<void (*)(int)>(set)(1);
    return budget;
}

void set_opencv_threads(std::int64_t threads) {
    if (cv::getNumThreads() != threads) cv::setNumThreads(static_cast<int>(threads));
}

std::string blas_text() {
    void* const config = symbol_behind_us("openblas_get_config");
    return config ? reinterpret_cast<const char* (*)()>(config)() : "not OpenBLAS";
}

void parallel_chunks(std::int64_t count, std::int64_t chunk,
                     const std::function<void(std::int64_t begin, std::int64_t end)>& work, std::int64_t most) {
    const std::int64_t chunks = (count + chunk - 1) / chunk;
    std::atomic<std::int64_t> next = 0;
    // Also for one thread at work of several: in a parallel region LibTorch's sums are added in the order of one thread.
    at::parallel_for(0, std::min<std::int64_t>(chunks, at::get_num_threads()), 1, [&](std::int64_t place, std::int64_t) {
        if (place >= most) return;
        try {
            for (std::int64_t c = next++; c < chunks; c = next++) work(c * chunk, std::min(count, (c + 1) * chunk));
        } catch (...) {
            next = chunks; // it comes out when all are back: the others shall not do all the rest first
            throw;
        }
    });
}

} // namespace whydah
