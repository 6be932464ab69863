#include "core/experiment/memory_limit.h"

#include "core/experiment/memory.h"

#include <algorithm>
#include <atomic>
#include <sys/resource.h>

namespace whydah {
namespace {

std::atomic<bool> is_taken = false; // the limit is the process's

} // namespace

MemoryLimit::MemoryLimit(std::int64_t spare) {
    rlimit limit{};
    const std::int64_t now = data_memory();
    if (spare <= 0 || now <= 0 || getrlimit(RLIMIT_DATA, &limit) != 0) return;
    const auto wanted = static_cast<rlim_t>(now + spare);
    if (wanted >= limit.rlim_cur || is_taken.exchange(true)) return; // RLIM_INFINITY is the greatest
    before_ = limit.rlim_cur;
    limit.rlim_cur = wanted;
    set_ = setrlimit(RLIMIT_DATA, &limit) == 0;
    if (!set_) is_taken = false;
}

MemoryLimit::~MemoryLimit() {
    rlimit limit{};
    if (!set_ || getrlimit(RLIMIT_DATA, &limit) != 0) return;
    limit.rlim_cur = static_cast<rlim_t>(before_);
    setrlimit(RLIMIT_DATA, &limit);
    is_taken = false;
}

std::int64_t spare_memory() {
    const std::int64_t available = available_memory();
    if (available <= 0) return 0;
    constexpr std::int64_t least = 64 * 1024 * 1024; // what is counted here is no exact science
    return std::max(least, available + free_swap() - mapped_memory());
}

} // namespace whydah
