#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace whydah {

/// How a job is told to stop or to wait. Passed down by reference; long loops call check() once a step or batch.
class JobControl {
public:
    JobControl() = default;
    /// @param paused shared with whoever pauses the job; after changing it call paused->notify_all()
    /// @param waiting called on the job's thread: true before check() waits, false after it. Must not throw
    explicit JobControl(std::stop_token stop, std::shared_ptr<std::atomic<bool>> paused = nullptr,
                        std::function<void(bool)> waiting = {})
        : stop_(std::move(stop)),
          paused_(std::move(paused)),
          waiting_(std::move(waiting)) {}

    /// Waits while the job is paused. @throws Stopped if a stop is asked for, also while paused (the asker clears
    /// `paused`).
    void check() const;
    bool stop_requested() const { return stop_.stop_requested(); }

private:
    std::stop_token stop_;
    std::shared_ptr<std::atomic<bool>> paused_;
    std::function<void(bool)> waiting_;
};

} // namespace whydah
