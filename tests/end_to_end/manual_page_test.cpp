#include "support/program.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace whydah {
namespace {

std::set<std::string> flags_in(const std::string& text) {
    const std::regex flag("--[a-z][a-z-]*");
    std::set<std::string> flags;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), flag); found != std::sregex_iterator(); ++found)
        flags.insert(found->str());
    return flags;
}

/// The manual page as whydah-run has it to print; HeadlessRun.HelpAndManPagesAreThoseOfTheListOfOptions holds the file
/// to it.
TEST(ManualPage, NamesEveryFlagOfTheProgramAndOfEachCommand) {
    const test::TemporaryFolder folder;
    const auto printed = [&](const std::vector<std::string>& arguments) {
        EXPECT_EQ(test::Program(WHYDAH_RUN, arguments, folder / "stdout", folder / "stderr").wait(), 0);
        return test::text_of(folder / "stdout");
    };
    std::string manual = printed({"--help-man"});
    manual = std::regex_replace(manual, std::regex(R"(\\f[BIR]|\\)"), "");
    const std::set<std::string> described = flags_in(manual);
    const std::vector<std::pair<std::vector<std::string>, std::size_t>> pages{
        {{"--help"}, 90}, {{"train-backbone", "--help"}, 2}, {{"project", "--help"}, 11}, {{"list", "--help"}, 2}};
    for (const auto& [arguments, at_least] : pages) {
        const std::set<std::string> flags = flags_in(printed(arguments));
        EXPECT_GE(flags.size(), at_least) << arguments.front();
        EXPECT_THAT(described, testing::IsSupersetOf(flags)) << arguments.front();
    }
}

} // namespace
} // namespace whydah
