#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace whydah::test {

/// No gap of the GUI thread's event loop may be longer.
inline constexpr double allowed_milliseconds = 100;

/// Times between the ticks of a timer that ticks every 5 ms in the GUI thread.
class GapMeter {
public:
    GapMeter() {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            gaps_.push_back(static_cast<double>(clock_.nsecsElapsed()) / 1e6);
            clock_.restart();
        });
        clock_.start();
        timer_.start(5);
    }
    double longest() const { return gaps_.empty() ? 0 : *std::max_element(gaps_.begin(), gaps_.end()); }
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
};

/// The same for a thread that does nothing but sleep: what the machine makes everybody wait at present.
class IdleThread {
public:
    double longest() const { return longest_; }

private:
    std::atomic<double> longest_ = 0;
    std::jthread thread_{[this](std::stop_token stop) {
        auto before = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            const auto now = std::chrono::steady_clock::now();
            longest_ = std::max(longest_.load(), std::chrono::duration<double, std::milli>(now - before).count());
            before = now;
        }
    }};
};

/// Does something with both meters beside it, prints the figures and expects the limit to be kept. On a machine that is
/// busy with other things even a thread that only sleeps is woken late; that much is allowed on top.
template <class Deed>
void expect_no_gap(const std::string& name, Deed deed) {
    const IdleThread idle;
    const GapMeter meter;
    deed();
    const double late = idle.longest() > 30 ? idle.longest() : 0;
    std::printf("%-28s longest gap %6.1f ms, p99 %5.1f ms of %zu; sleeping thread %5.1f ms\n", name.c_str(),
                meter.longest(), meter.quantile(0.99), meter.ticks(), idle.longest());
    EXPECT_GT(meter.ticks(), 3u) << name;
    EXPECT_LT(meter.longest(), allowed_milliseconds + late) << name;
}

} // namespace whydah::test
