#pragma once

#include <QElapsedTimer>

#include <functional>
#include <utility>

namespace whydah {

/// Counts what a run takes, without the time that it is paused.
class RunningClock {
public:
    /// @param now milliseconds since whenever, which never go back
    explicit RunningClock(std::function<qint64()> now = since_first_asked) : now_(std::move(now)) {}

    void start() {
        before_ = 0, held_ = false, started_ = true;
        since_ = now_();
    }
    void hold() {
        before_ = milliseconds();
        held_ = true;
    }
    void go_on() {
        if (held_) since_ = now_();
        held_ = false;
    }
    bool is_held() const { return held_; }
    double seconds() const { return static_cast<double>(milliseconds()) / 1000; } ///< 0 before start()

private:
    static qint64 since_first_asked() {
        static const QElapsedTimer timer = [] {
            QElapsedTimer begun;
            begun.start();
            return begun;
        }();
        return timer.elapsed();
    }
    qint64 milliseconds() const { return before_ + (held_ || !started_ ? 0 : now_() - since_); }

    std::function<qint64()> now_;
    qint64 since_ = 0, before_ = 0;
    bool held_ = false, started_ = false;
};

} // namespace whydah
