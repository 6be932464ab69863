#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace whydah {
namespace {

/// Seconds from the start of the process to the window on the screen, as the program says; negative if it does not.
double window_after(const std::vector<std::string>& line, const test::TemporaryFolder& folder) {
    const int code =
        test::Program(line.front(), {line.begin() + 1, line.end()}, folder / "stdout", folder / "stderr").wait();
    double seconds = -1, waited = 0;
    const std::string said = test::text_of(folder / "stdout");
    if (code != 0 || std::sscanf(said.c_str(), "window after %lf s, %lf s", &seconds, &waited) != 2)
        ADD_FAILURE() << code << ": " << said << test::text_of(folder / "stderr");
    return seconds - waited; // a busy machine is not the window's fault
}

void expect_under_a_second(const std::vector<std::string>& line, const char* where) {
    const test::TemporaryFolder folder;
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) times.push_back(window_after(line, folder));
    std::sort(times.begin(), times.end());
    std::printf("%s: window after %.2f s (of 5: %.2f to %.2f s)\n", where, times[2], times.front(), times.back());
    EXPECT_GT(times.front(), 0);
    EXPECT_LT(times[2], 1.0) << where;
}

TEST(Startup, TheWindowIsThereInUnderASecond) {
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    expect_under_a_second({WHYDAH, "--startup-time"}, "offscreen");
    ::unsetenv("QT_QPA_PLATFORM");
}

TEST(Startup, TheWindowIsThereInUnderASecondOnAnXServer) {
    if (std::system("command -v xvfb-run > /dev/null") != 0) GTEST_SKIP() << "there is no xvfb-run";
    // One server for all: its own start is not the window's.
    const test::TemporaryFolder folder;
    test::write_text(folder / "measure.sh", "for i in 1 2 3 4 5; do \"$1\" --startup-time || exit 1; done\n");
    const char* const platform = std::getenv("QT_QPA_PLATFORM");
    const std::string before = platform ? platform : "";
    ::setenv("QT_QPA_PLATFORM", "xcb", 1);
    const int code =
        test::Program("/usr/bin/xvfb-run", {"-a", "-s", "-screen 0 1280x800x24", "sh", folder / "measure.sh", WHYDAH},
                      folder / "stdout", folder / "stderr")
            .wait();
    before.empty() ? ::unsetenv("QT_QPA_PLATFORM") : ::setenv("QT_QPA_PLATFORM", before.c_str(), 1);
    ASSERT_EQ(code, 0) << test::text_of(folder / "stderr");
    std::istringstream lines(test::text_of(folder / "stdout"));
    std::vector<double> times;
    for (std::string line; std::getline(lines, line);)
        if (double seconds = 0, waited = 0;
            std::sscanf(line.c_str(), "window after %lf s, %lf s", &seconds, &waited) == 2)
            times.push_back(seconds - waited);
    ASSERT_EQ(times.size(), 5u);
    std::sort(times.begin(), times.end());
    std::printf("Xvfb: window after %.2f s (of 5: %.2f to %.2f s)\n", times[2], times.front(), times.back());
    EXPECT_LT(times[2], 1.0);
}

TEST(Startup, AViewThatThereIsNotEndsWithTheListOfThoseThatThereAre) {
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    const test::TemporaryFolder folder;
    const int code = test::Program(WHYDAH, {"--view", "Nonsense"}, folder / "stdout", folder / "stderr").wait();
    ::unsetenv("QT_QPA_PLATFORM");
    const std::string said = test::text_of(folder / "stderr");
    EXPECT_EQ(code, 2) << said;
    EXPECT_NE(said.find("'Nonsense'"), std::string::npos) << said;
    EXPECT_NE(said.find("Dynamics/3-D"), std::string::npos) << said;
}

} // namespace
} // namespace whydah
