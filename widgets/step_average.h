#pragma once

#include <cmath>
#include <cstdint>

namespace whydah {

/// Exponential average over steps. A value that comes d steps after the last one has weight 1 - (1 - a)^d with
/// a = 2 / (span + 1): thinning a curve does not change how far the average reaches.
class StepAverage {
public:
    explicit StepAverage(std::int64_t span) : keep_(1 - 2.0 / (static_cast<double>(span) + 1)) {}

    /// The average with this value in it; the first value is its own average.
    double add(std::int64_t step, double value) {
        const double old = started_ ? std::pow(keep_, static_cast<double>(step - step_)) : 0;
        average_ = old * average_ + (1 - old) * value;
        started_ = true;
        step_ = step;
        return average_;
    }

private:
    double keep_;
    double average_ = 0;
    std::int64_t step_ = 0;
    bool started_ = false;
};

} // namespace whydah
