#pragma once

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace whydah::test {

/// No gap of the GUI thread's event loop may be longer.
inline constexpr double allowed_milliseconds = 100;

/// Milliseconds for which this thread was ready to run and had to wait for a processor, since it began; 0 where the
/// system does not tell.
inline double waited_for_processor() {
    std::ifstream file("/proc/thread-self/schedstat");
    double ran = 0, waited = 0;
    file >> ran >> waited;
    return waited / 1e6;
}

/// Times between the ticks of a timer that ticks every 5 ms in the GUI thread. What other programs took of a gap is
/// taken off, and what the thread slept longer than it had asked for: the figure is the window's own, time computing
/// and time blocked. (Seen on a virtual machine with both processors busy: any thread that only sleeps wakes 100 ms too
/// late now and then, without having been ready to run.) Needs QT_NO_GLIB: Glib's loop does not tell when it sleeps.
class GapMeter {
public:
    GapMeter() {
        const auto* loop = QAbstractEventDispatcher::instance();
        QObject::connect(loop, &QAbstractEventDispatcher::aboutToBlock, &timer_,
                         [this] { asleep_ = Clock::now(), waited_before_ = waited_for_processor(); });
        QObject::connect(loop, &QAbstractEventDispatcher::awake, &timer_, [this] {
            if (asleep_ != Clock::time_point())
                slept_ += milliseconds(Clock::now() - asleep_) - (waited_for_processor() - waited_before_);
            asleep_ = {};
        });
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            const auto now = Clock::now();
            const double waited = waited_for_processor(), wall = milliseconds(now - last_);
            longest_wall_ = std::max(longest_wall_, wall);
            gaps_.push_back(wall - (waited - waited_) - std::max(0.0, slept_ - timer_.interval()));
            last_ = now, waited_ = waited, slept_ = 0;
        });
        timer_.start(5);
    }
    double longest() const { return gaps_.empty() ? 0 : *std::max_element(gaps_.begin(), gaps_.end()); }
    double longest_wall() const { return longest_wall_; }
    /// 0.99: what 99 of 100 gaps are not longer than.
    double quantile(double share) const {
        if (gaps_.empty()) return 0;
        std::vector<double> sorted = gaps_;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    }
    std::size_t ticks() const { return gaps_.size(); }

private:
    using Clock = std::chrono::steady_clock;
    static double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

    QTimer timer_;
    std::vector<double> gaps_;
    Clock::time_point last_ = Clock::now(), asleep_;
    double longest_wall_ = 0, waited_ = waited_for_processor(), waited_before_ = 0, slept_ = 0;
};

/// Lets the event loop run, as in the program, until what is asked is so; false after as many milliseconds.
/// QTest::qWait sleeps between the events, which is a gap of its own.
inline bool let_run_until(const std::function<bool()>& asked, int milliseconds) {
    QEventLoop loop;
    QTimer look, end;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (asked()) loop.quit();
    });
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(5), end.start(milliseconds);
    if (!asked()) loop.exec();
    return asked();
}
inline void let_run(int milliseconds) {
    let_run_until([] { return false; }, milliseconds);
}

/// Does something with a meter beside it, prints the figures and expects the limit to be kept. Where it is not, the deed
/// is done again, thrice at most: the window's own gaps come every time, those of the machine do not. (A thread that waits
/// for a lock for a moment wakes as late now and then as one that sleeps, see above.)
template <class Deed>
void expect_no_gap(const std::string& name, Deed deed) {
    double least = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const GapMeter meter;
        deed();
        std::printf("%-32s longest gap %6.1f ms (%.1f ms on the clock), p99 %5.1f ms of %zu\n", name.c_str(),
                    meter.longest(), meter.longest_wall(), meter.quantile(0.99), meter.ticks());
        EXPECT_GT(meter.ticks(), 3u) << name;
        least = attempt == 0 ? meter.longest() : std::min(least, meter.longest());
        if (least < allowed_milliseconds || testing::Test::HasFatalFailure()) break;
    }
    EXPECT_LT(least, allowed_milliseconds) << name;
}

} // namespace whydah::test
