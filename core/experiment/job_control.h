#pragma once

#include <atomic>
#include <memory>
#include <stop_token>

namespace whydah {

/// How a job is told to stop or to wait. Passed down by reference; long loops call check() once a step or batch.
class JobControl {
public:
    JobControl() = default;
    /// @param paused shared with whoever pauses the job; after changing it call paused->notify_all()
    explicit JobControl(std::stop_token stop, std::shared_ptr<std::atomic<bool>> paused = nullptr);

    /// Waits while the job is paused. @throws Stopped if a stop is asked for, also while paused (the asker clears
    /// `paused`).
    void check() const;
    bool stop_requested() const { return stop_.stop_requested(); }

private:
    std::stop_token stop_;
    std::shared_ptr<std::atomic<bool>> paused_;
};

} // namespace whydah
