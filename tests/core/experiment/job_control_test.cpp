#include "core/experiment/job_control.h"

#include "records/error.h"

#include <gtest/gtest.h>
#include <stop_token>

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

TEST(JobControl, EachCheckAsksWhetherToHold) {
    int asked = 0;
    const JobControl control({}, [&] { ++asked; });
    control.check();
    control.check();
    EXPECT_EQ(asked, 2);
}

TEST(JobControl, AStopThatComesWhileTheJobIsHeldIsFelt) {
    std::stop_source source;
    const JobControl control(source.get_token(), [&] { source.request_stop(); });
    EXPECT_THROW(control.check(), Stopped);
}

} // namespace
} // namespace whydah
