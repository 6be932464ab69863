#pragma once

#include <QElapsedTimer>

namespace whydah {

/// Counts what a run takes, without the time that it is paused.
class RunningClock {
public:
    void start() {
        before_ = 0, held_ = false;
        since_.start();
    }
    void hold() {
        before_ = milliseconds();
        held_ = true;
    }
    void go_on() {
        if (held_) since_.start();
        held_ = false;
    }
    bool is_held() const { return held_; }
    double seconds() const { return static_cast<double>(milliseconds()) / 1000; } ///< 0 before start()

private:
    qint64 milliseconds() const { return before_ + (held_ || !since_.isValid() ? 0 : since_.elapsed()); }

    QElapsedTimer since_;
    qint64 before_ = 0;
    bool held_ = false;
};

} // namespace whydah
