#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <fstream>
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
/// taken off, so that the figure is the window's own on a busy machine, too: time computing and time blocked.
class GapMeter {
public:
    GapMeter() {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            const double wall = static_cast<double>(clock_.nsecsElapsed()) / 1e6, waited = waited_for_processor();
            longest_wall_ = std::max(longest_wall_, wall);
            gaps_.push_back(wall - (waited - waited_));
            waited_ = waited;
            clock_.restart();
        });
        clock_.start();
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
    QTimer timer_;
    QElapsedTimer clock_;
    std::vector<double> gaps_;
    double longest_wall_ = 0, waited_ = waited_for_processor();
};

/// Does something with a meter beside it, prints the figures and expects the limit to be kept. Where it is not, the deed
/// is done again, thrice at most: the window's own gaps come every time, those of the machine do not. (Seen on a virtual
/// machine with both processors busy: a thread that only sleeps wakes 100 ms too late every twenty seconds or so,
/// without having been ready to run.)
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
