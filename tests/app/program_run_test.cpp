#include "app/program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(ProgramRun, BringsBothOutputsAndTheExitCode) {
    const ProgramEnd end = run_program({"sh", "-c", "echo out $1; echo err >&2; exit 3", "sh", "a b; c"});
    EXPECT_EQ(end.exit_code, 3);
    EXPECT_EQ(end.output, "out a b; c\n");
    EXPECT_EQ(end.errors, "err\n");
}

TEST(ProgramRun, MuchOutputOnBothDoesNotHang) {
    const ProgramEnd end = run_program({"sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero"});
    EXPECT_EQ(end.exit_code, 0);
    EXPECT_EQ(end.output.size(), 300'000U);
    EXPECT_EQ(end.errors.size(), 300'000U);
}

TEST(ProgramRun, AProgramThatIsNotThereOrIsKilledSaysSo) {
    const ProgramEnd none = run_program({"/no/such/program"});
    EXPECT_EQ(none.exit_code, -1);
    EXPECT_THAT(none.errors, testing::HasSubstr("/no/such/program"));
    EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}).exit_code, -1);
}

} // namespace
} // namespace whydah
