#include "core/store/run_lock.h"

#include "records/error.h"
#include "support/killed_process.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>

namespace whydah {
namespace {

using test::TemporaryFolder;

TEST(RunLock, IsHeldAsLongAsItLivesAndLeavesNothing) {
    const TemporaryFolder folder;
    EXPECT_FALSE(RunLock::is_held(folder / "run"));
    {
        const RunLock lock(folder / "run");
        EXPECT_TRUE(RunLock::is_held(folder / "run"));
        EXPECT_TRUE(RunLock::is_held(folder / "run")) << "asking does not take it";
    }
    EXPECT_FALSE(RunLock::is_held(folder / "run"));
    EXPECT_TRUE(std::filesystem::is_empty(folder / "run"));
}

TEST(RunLock, ASecondRunInTheSameFolderIsRefused) {
    const TemporaryFolder folder;
    const RunLock lock(folder.path());
    try {
        const RunLock second(folder.path());
        FAIL() << "two runs write to one folder";
    } catch (const Error& error) {
        EXPECT_THAT(error.problem(), testing::HasSubstr("a run is being written"));
        EXPECT_EQ(error.where(), folder.path().string());
    }
    EXPECT_TRUE(RunLock::is_held(folder.path())) << "the refused one took nothing away";
}

TEST(RunLock, OfAKilledProcessIsFree) {
    const TemporaryFolder folder;
    std::unique_ptr<RunLock> lock;
    EXPECT_EQ(test::killed_after(std::chrono::milliseconds(100),
                                 [&](const auto& tell) {
                                     lock = std::make_unique<RunLock>(folder.path());
                                     tell(RunLock::is_held(folder.path()));
                                 }),
              1);
    EXPECT_TRUE(std::filesystem::exists(folder / "run.lock"));
    EXPECT_FALSE(RunLock::is_held(folder.path()));
    EXPECT_NO_THROW(lock = std::make_unique<RunLock>(folder.path()));
}

} // namespace
} // namespace whydah
