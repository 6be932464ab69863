#include "app/window_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace whydah {
namespace {

TEST(WindowCommand, ReadsPathAndFlags) {
    int exit_code = -1;
    const auto command = parse_window_command(
        {"whydah", "/data", "--backbone", "b.pt", "--run", "--theme", "dark", "--size", "1920x1080"}, exit_code);
    ASSERT_TRUE(command);
    EXPECT_EQ(command->path, "/data");
    EXPECT_EQ(command->backbone, "b.pt");
    EXPECT_TRUE(command->run);
    EXPECT_FALSE(command->sample);
    EXPECT_EQ(command->theme, Theme::dark);
    EXPECT_EQ(command->size, QSize(1920, 1080));
}

TEST(WindowCommand, AReportFileTakesAnyNumberOfRuns) {
    int exit_code = -1;
    const auto command = parse_window_command(
        {"whydah", "--report-file", "r.pdf", "--against", "B:plain", "--bands", "oltr", "one", "two"}, exit_code);
    ASSERT_TRUE(command);
    const ReportOrder order{.runs = {"one", "two"}, .file = "r.pdf", .against = "B:plain", .bands = "oltr"};
    EXPECT_EQ(command->report_file, order);
    EXPECT_TRUE(parse_window_command({"whydah", "/data"}, exit_code)->report_file.runs.isEmpty());
}

TEST(WindowCommand, RefusesWhatItDoesNotKnowWithExitCodeTwo) {
    for (const QStringList& line : {QStringList{"whydah", "--nonsense"}, QStringList{"whydah", "a", "b"},
                                    QStringList{"whydah", "--report-file", "r.html"}, QStringList{"whydah", "--theme", "pink"}, QStringList{"whydah", "--size", "big"}}) {
        int exit_code = 0;
        testing::internal::CaptureStderr();
        EXPECT_FALSE(parse_window_command(line, exit_code));
        EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::StartsWith("whydah: "));
        EXPECT_EQ(exit_code, 2) << line.join(' ').toStdString();
    }
}

TEST(WindowCommand, AScreenWithoutRoomForTheFrameIsNoticed) {
    const QSize window(1280, 800);
    EXPECT_TRUE(fits_on_screen(window, {1920, 1080}));
    EXPECT_TRUE(fits_on_screen(window, {1440, 860}));
    EXPECT_FALSE(fits_on_screen(window, {1280, 800})) << "the title bar would push the status line off the screen";
    EXPECT_FALSE(fits_on_screen(window, {1366, 768}));
}

TEST(WindowCommand, PrintsHelpAndLeaves) {
    int exit_code = -1;
    testing::internal::CaptureStdout();
    EXPECT_FALSE(parse_window_command({"whydah", "--help"}, exit_code));
    EXPECT_THAT(testing::internal::GetCapturedStdout(), testing::HasSubstr("--report"));
    EXPECT_EQ(exit_code, 0);
}

TEST(WindowCommand, HelpAndManualPageNameTheProgramAndEveryOption) {
    int exit_code = -1;
    testing::internal::CaptureStdout();
    EXPECT_FALSE(parse_window_command({"whydah", "--help"}, exit_code));
    const std::string help = testing::internal::GetCapturedStdout();
    EXPECT_THAT(help, testing::StartsWith("Usage: whydah "));
    std::ifstream file(WHYDAH_SOURCE "/packaging/whydah.1");
    std::string manual{std::istreambuf_iterator<char>(file), {}};
    manual.erase(std::remove(manual.begin(), manual.end(), '\\'), manual.end());
    const std::regex option("--[a-z-]+");
    int options = 0;
    for (auto found = std::sregex_iterator(help.begin(), help.end(), option); found != std::sregex_iterator(); ++found) {
        EXPECT_THAT(manual, testing::HasSubstr(found->str()));
        ++options;
    }
    EXPECT_GE(options, 12);
}

} // namespace
} // namespace whydah
