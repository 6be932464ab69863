#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace whydah::test {

/// Runs `work` in a process of its own and kills it (SIGKILL) after `after`, wherever it is then. `work` gets a
/// function by which it tells what it has done so far.
/// @return the last number that it told; -1: none
inline std::int64_t killed_after(std::chrono::microseconds after,
                                 const std::function<void(const std::function<void(std::int64_t)>&)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        try {
            work([&](std::int64_t done) {
                if (::write(ends[1], &done, sizeof done) != sizeof done) ::_exit(1);
            });
        } catch (...) {
            ::_exit(1);
        }
        for (;;) ::pause(); // the end is to come from outside
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::int64_t told = -1, last = -1;
    while (::read(ends[0], &told, sizeof told) == sizeof told) last = told;
    ::close(ends[0]);
    return WIFSIGNALED(status) ? last : -2; // -2: it failed by itself
}

/// Microseconds, so that kills come in the middle of the work on quick and on slow machines.
inline std::int64_t duration_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return 1 + std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace whydah::test
