#include "core/experiment/job_control.h"

#include "records/error.h"

#include <gtest/gtest.h>
#include <thread>

namespace whydah {
namespace {

TEST(JobControl, WithoutARequestTheJobGoesOn) { EXPECT_NO_THROW(JobControl().check()); }

TEST(JobControl, AStopIsFeltAtTheNextCheck) {
    std::stop_source source;
    const JobControl control(source.get_token());
    control.check();
    source.request_stop();
    EXPECT_THROW(control.check(), Stopped);
}

TEST(JobControl, APausedJobWaitsUntilItIsResumed) {
    const auto paused = std::make_shared<std::atomic<bool>>(true);
    const JobControl control({}, paused);
    std::atomic<bool> went_on = false;
    std::jthread job([&] {
        control.check();
        went_on = true;
    });
    EXPECT_FALSE(went_on);
    *paused = false;
    paused->notify_all();
    job.join();
    EXPECT_TRUE(went_on);
}

TEST(JobControl, APausedJobCanBeStopped) {
    std::stop_source source;
    const auto paused = std::make_shared<std::atomic<bool>>(true);
    const JobControl control(source.get_token(), paused);
    bool stopped = false;
    std::jthread job([&] {
        try {
            control.check();
        } catch (const Stopped&) {
            stopped = true;
        }
    });
    source.request_stop();
    *paused = false;
    paused->notify_all();
    job.join();
    EXPECT_TRUE(stopped);
}

} // namespace
} // namespace whydah
