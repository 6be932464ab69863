#pragma once

#include <algorithm>
#include <ctime>

namespace whydah::test {

/// What one call on the GUI thread may take. Sanitizers make everything several times slower.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr double call_limit_ms = 400;
#else
inline constexpr double call_limit_ms = 50;
#endif

/// Milliseconds that this thread worked: other programs that run beside the test do not count.
inline double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Milliseconds of `work`, the best of three.
template <class Work>
double best_milliseconds(Work work) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const double before = thread_milliseconds();
        work();
        best = std::min(best, thread_milliseconds() - before);
    }
    return best;
}

} // namespace whydah::test
