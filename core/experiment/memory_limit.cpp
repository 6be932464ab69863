#include "core/experiment/memory_limit.h"

#include "core/experiment/memory.h"

#include <algorithm>
#include <mutex>
#include <sys/resource.h>
#include <thread>

namespace whydah {
namespace {

// The limit is the process's: the first holder sets it, the last one puts the old one back.
std::mutex mutex;
int holders = 0;
rlim_t before = 0;

} // namespace

MemoryLimit::MemoryLimit(std::int64_t spare) {
    rlimit limit{};
    const std::int64_t now = data_memory();
    if (spare <= 0 || now <= 0) return;
    const std::lock_guard lock(mutex);
    if (holders == 0) {
        const auto wanted = static_cast<rlim_t>(now + spare);
        if (getrlimit(RLIMIT_DATA, &limit) != 0 || wanted >= limit.rlim_cur) return; // RLIM_INFINITY is the greatest
        before = limit.rlim_cur;
        limit.rlim_cur = wanted;
        set_ = setrlimit(RLIMIT_DATA, &limit) == 0;
        if (!set_) return;
    }
    ++holders, holds_ = true;
}

MemoryLimit::~MemoryLimit() {
    if (!holds_) return;
    const std::lock_guard lock(mutex);
    rlimit limit{};
    if (--holders > 0 || getrlimit(RLIMIT_DATA, &limit) != 0) return;
    limit.rlim_cur = before;
    setrlimit(RLIMIT_DATA, &limit);
}

std::int64_t spare_memory() {
    const std::int64_t available = available_memory();
    if (available < 0) return 0;
    // What is counted here is no exact science, and a thread that finds no room for its stack (8 MiB, used or not) can
    // end the program: LibTorch and OpenBLAS start theirs later.
    constexpr std::int64_t mebibyte = 1024 * 1024;
    const std::int64_t least = 256 * mebibyte + 16 * mebibyte * std::thread::hardware_concurrency();
    return std::max(least, available + free_swap() - mapped_memory());
}

} // namespace whydah
