#include "core/store/safe_file.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::text_of;
using test::write_text;

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(SafeFile, AppearsOnlyAfterCommit) {
    const TemporaryFolder folder;
    {
        SafeFile file(folder / "a.txt");
        file.write("whole");
        EXPECT_FALSE(std::filesystem::exists(folder / "a.txt"));
        file.commit();
    }
    EXPECT_EQ(text_of(folder / "a.txt"), "whole");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(SafeFile, WithoutCommitTheOldFileStaysAndNothingIsLeft) {
    const TemporaryFolder folder;
    write_text(folder / "a.txt", "old");
    { SafeFile(folder / "a.txt").write("half"); }
    EXPECT_EQ(text_of(folder / "a.txt"), "old");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(SafeFile, MakesMissingFolders) {
    const TemporaryFolder folder;
    SafeFile file(folder / "x/y/a.txt");
    file.write("1");
    file.commit();
    EXPECT_EQ(text_of(folder / "x/y/a.txt"), "1");
}

TEST(SafeFile, IsReadableByOthersAsTheUserMaskSays) {
    const TemporaryFolder folder;
    const mode_t old_mask = ::umask(022);
    SafeFile file(folder / "a.txt");
    file.commit();
    ::umask(old_mask);
    struct stat info {};
    ASSERT_EQ(::stat((folder / "a.txt").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0644U);
}

TEST(SafeFile, AFolderThatIsAFileGivesWhatWhereAndMend) {
    const TemporaryFolder folder;
    write_text(folder / "file", "");
    try {
        SafeFile file(folder / "file/a.txt");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), testing::HasSubstr("file"));
        EXPECT_FALSE(error.mend().empty());
    }
}

/// In a process of its own: writes a megabyte over `file` where files may have 1,000 bytes. Leaves with 0 if the error
/// was right.
[[noreturn]] void write_too_much(const std::filesystem::path& file) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
        SafeFile limited(file);
        limited.write(std::string(1 << 20, 'x'));
    } catch (const Error& error) {
        ::_exit(error.problem().starts_with("cannot write") && error.where() == file.string() && text_of(file) == "old"
                    ? 0
                    : 1);
    }
    ::_exit(2);
}

// A limit on the file size stands for the full disk: write() fails half-way in the same manner.
TEST(SafeFile, AWriteThatFailsIsNamedAndTheOldFileStays) {
    const TemporaryFolder folder;
    write_text(folder / "a.txt", "old");
    EXPECT_EXIT(write_too_much(folder / "a.txt"), testing::ExitedWithCode(0), "");
}

} // namespace
} // namespace whydah
