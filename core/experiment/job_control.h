#pragma once

#include <functional>
#include <stop_token>
#include <utility>

namespace whydah {

/// How a job is told to stop or to wait. Passed down by reference; long loops call check() once a step or batch.
class JobControl {
public:
    JobControl() = default;
    /// @param hold how a job is paused: called at each check, it returns at once, or when the job may go on or has to
    /// stop. Called on the job's threads. The waiting is left to whoever pauses, because std::atomic::notify in the
    /// program does not reach std::atomic::wait in a library that was loaded at run time.
    explicit JobControl(std::stop_token stop, std::function<void()> hold = {})
        : stop_(std::move(stop)),
          hold_(std::move(hold)) {}

    /// Waits while the job is paused. @throws Stopped if a stop is asked for, also while paused
    void check() const;
    bool stop_requested() const { return stop_.stop_requested(); }

private:
    std::stop_token stop_;
    std::function<void()> hold_;
};

} // namespace whydah
