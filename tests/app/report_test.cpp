#include "app/report.h"

#include "fake_core.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace whydah {
namespace {

using testing::HasSubstr;

const CoreApi& core_with(RunRecord (*read_run)(const std::filesystem::path&)) {
    static CoreApi api;
    api = test::FakeCore::api();
    api.read_run = read_run;
    return api;
}

int report(CoreLoader core, const test::TemporaryFolder& folder, std::string& said) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = write_report("/run", QString::fromStdString((folder / "to").string()), core);
    said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return code;
}

TEST(Report, DrawsIntoTheFolderThatIsAskedFor) {
    const test::TemporaryFolder folder;
    std::string said;
    EXPECT_EQ(report(test::FakeCore::api, folder, said), 0);
    EXPECT_THAT(said, HasSubstr("gain_over_plain.png"));
    EXPECT_GT(std::filesystem::file_size(folder / "to/trajectories.svg"), 1000u);
}

TEST(Report, IsNoSuccessWhenNothingWasDrawn) {
    const test::TemporaryFolder folder;
    std::string said;
    const CoreLoader empty = []() -> const CoreApi& { return core_with([](const auto&) { return RunRecord(); }); };
    EXPECT_EQ(report(empty, folder, said), 1);
    EXPECT_THAT(said, HasSubstr("nothing to draw"));
}

TEST(Report, TellsOfErrorsOfAnyKind) {
    const test::TemporaryFolder folder;
    std::string said;
    const CoreLoader odd = []() -> const CoreApi& {
        return core_with([](const std::filesystem::path&) -> RunRecord { throw std::runtime_error("odd"); });
    };
    EXPECT_EQ(report(odd, folder, said), 1);
    EXPECT_THAT(said, HasSubstr("whydah: odd"));
}

} // namespace
} // namespace whydah
